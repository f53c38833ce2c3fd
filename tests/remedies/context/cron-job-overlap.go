package p

import cron "github.com/robfig/cron/v3"

type Request struct{}

func (Request) Refresh() {}
