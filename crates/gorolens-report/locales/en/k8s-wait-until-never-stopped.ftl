k8s-wait-until-never-stopped-title = { $n } loops of wait.Until were started by { $place }: most likely some are never stopped
k8s-wait-until-never-stopped-why = { $n } goroutines loop in wait.Until, started at { $place }. A loop ends when its stop channel is closed or its context ends.
k8s-wait-until-never-stopped-or = Workers of a controller, or one loop for each of so many objects that live now.
k8s-wait-until-never-stopped-remedy = Give every loop a context that ends with the object it works for.
k8s-wait-until-never-stopped-step-stop = Keep the cancel function in the object and call it when the object goes.
k8s-wait-until-never-stopped-step-never = wait.NeverStop and wait.Forever are for loops that live as long as the program.
