// A codec in C. With -fault its calls do not return; otherwise they take a moment.
package main

/*
#include <unistd.h>

static int decode(int seconds, int micros) {
	while (seconds > 0) seconds = sleep(seconds);
	if (micros > 0) usleep(micros);
	return 0;
}
*/
import "C"

import (
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"
)

func decode(fault bool) {
	if fault {
		C.decode(3600, 0)
		return
	}
	for {
		C.decode(0, 2000)
		time.Sleep(20 * time.Millisecond)
	}
}

func main() {
	fault := flag.Bool("fault", false, "calls that do not return")
	n := flag.Int("n", 12, "calls")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	for i := 0; i < *n; i++ {
		go decode(*fault)
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
