// Values from goroutines to goroutines over one channel: SENDERS RECEIVERS BUFFER VALUES ROUNDS.
// Prints the nanoseconds a value of each round.
package main

import (
	"fmt"
	"os"
	"strconv"
	"sync"
	"time"
)

func round(senders, receivers, buffer, values int) time.Duration {
	channel := make(chan *int, buffer)
	var done sync.WaitGroup
	done.Add(senders + receivers)
	value := 1
	begin := time.Now()
	for i := 0; i < senders; i++ {
		go func() {
			for k := 0; k < values/senders; k++ {
				channel <- &value
			}
			done.Done()
		}()
	}
	for i := 0; i < receivers; i++ {
		go func() {
			for k := 0; k < values/receivers; k++ {
				<-channel
			}
			done.Done()
		}()
	}
	done.Wait()
	return time.Since(begin)
}

func main() {
	var numbers [5]int
	for i := range numbers {
		numbers[i], _ = strconv.Atoi(os.Args[i+1])
	}
	for i := 0; i < numbers[4]; i++ {
		took := round(numbers[0], numbers[1], numbers[2], numbers[3])
		fmt.Println(took.Nanoseconds() / int64(numbers[3]))
	}
}
