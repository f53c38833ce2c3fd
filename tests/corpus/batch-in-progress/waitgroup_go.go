//go:build go1.25

package main

import "sync"

func init() { started = (*export).started }

// started leaves starting to the WaitGroup, which can do so since Go 1.25.
func (e *export) started() error {
	var wg sync.WaitGroup
	for page := 0; page < e.pages; page++ {
		wg.Go(func() { e.fetch(page) })
	}
	wg.Wait()
	return nil
}
