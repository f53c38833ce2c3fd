// Package container declares what the snippets use of docker/docker/api/types/container v28.0.0.
package container

type WaitCondition string

const WaitConditionNotRunning WaitCondition = "not-running"

type WaitResponse struct{ StatusCode int64 }
