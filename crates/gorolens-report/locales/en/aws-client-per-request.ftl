aws-client-per-request-title = { $n } HTTP transports serve calls of the AWS SDK: most likely a client per request
aws-client-per-request-why = { $n ->
    [one] 1 call
   *[other] { $n } calls
} of the SDK { $n ->
    [one] is
   *[other] are
} under way, on { $transports } different http.Transports: each configuration of the SDK has one of its own.
aws-client-per-request-or = So many configurations at once, one for each account, region or role.
aws-client-per-request-remedy = Load the AWS configuration and create the client once, and share both.
aws-client-per-request-step-once = Move LoadDefaultConfig, session.New and NewFromConfig out of the handler.
aws-client-per-request-step-body = Close out.Body of every GetObject: an open one keeps its connection.
