// Package common has the names that snippets use without saying what they are, and the paths of the packages they
// name. It is never built: wrap.go takes from it what a snippet needs. What only one rule's snippets need stands
// in context/<rule>.go, which comes first.
package common

import (
	"context"
	"crypto/tls"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"log"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

var (
	ctx    context.Context
	cancel context.CancelFunc

	url, addr, name, key, query, dsn, driver, contentType string

	client    *http.Client
	transport *http.Transport
	handler   http.Handler
	mux       *http.ServeMux
	req       *http.Request
	resp      *http.Response
	r         *http.Request
	w         http.ResponseWriter
	tlsConfig *tls.Config

	conn net.Conn
	db   *sql.DB
	buf  []byte
	data []byte
	mu   sync.Mutex
	wg   sync.WaitGroup
	once sync.Once
	err  error
)
