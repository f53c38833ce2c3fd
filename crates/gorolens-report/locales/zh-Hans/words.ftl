# 数字、时长、大小和列表。

words-comma = 、
words-and-more = { $shown } 等，另有 { $more } 个
words-minutes = { $n ->
    [0] 不到 1 分钟
   *[other] { $n } 分钟
}
words-hours = { $n } 分钟（{ $hours } 小时 { $rest } 分）
words-days = { $n } 分钟（约 { $days } 天）
words-bytes = { $n } 字节
