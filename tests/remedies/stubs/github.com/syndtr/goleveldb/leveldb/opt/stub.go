// Package opt declares what the snippets use of syndtr/goleveldb v1.0.0.
package opt

type Options struct{ ReadOnly bool }

type ReadOptions struct{ DontFillCache bool }
