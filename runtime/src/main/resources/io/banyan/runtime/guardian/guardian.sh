# The guardian of one runtime: sh -c SCRIPT banyan-guardian COOKIE GRACE_SECONDS
#
# Reads from the runtime which process groups live ("+ PGID") and which are gone ("- PGID"). The
# end of that input means that the runtime is dead, however it died: every group still known, and
# every process that carries the runtime's cookie in its environment, gets TERM and, after the grace
# time, KILL. "q" is the orderly end.
cookie=$1 grace=$2
trap '' HUP INT QUIT TERM PIPE
# A variable a group: taking one out of a string of all of them takes a shell up to the square of
# its length, minutes for the orderly end of a thousand processes.
while read -r word group; do
  case $word in
    +) eval "banyan_group_$group=1" ;;
    -) unset "banyan_group_$group" ;;
    q) exit 0 ;;
  esac
done
groups=$(set | sed -n 's/^banyan_group_\([0-9]\{1,\}\)=.*/\1/p')

carriers() {
  grep -lzsFx "BANYAN_RUNTIME=$cookie" /proc/[0-9]*/environ 2>/dev/null |
    sed 's|^/proc/||; s|/environ$||'
}

send() {
  for group in $groups; do kill -s "$1" -- "-$group"; done
  for pid in $(carriers); do kill -s "$1" "$pid"; done
} 2>/dev/null

anyone() {
  for group in $groups; do kill -0 -- "-$group" && return 0; done
  [ -n "$(carriers)" ]
} 2>/dev/null

send TERM
send CONT
tenths=0
while anyone && [ "$tenths" -lt $((grace * 10)) ]; do
  sleep 0.1
  tenths=$((tenths + 1))
done
# What forks faster than it is killed is met again in the next round.
rounds=0
while anyone && [ "$rounds" -lt 50 ]; do
  send KILL
  sleep 0.1
  rounds=$((rounds + 1))
done
