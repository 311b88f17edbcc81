# The guardian of one runtime: sh -c SCRIPT banyan-guardian COOKIE GRACE_SECONDS REGISTER
#
# The end of its input means that the runtime is dead, however it died: every group that stands in the
# register then, and every process that carries the runtime's cookie in its environment, gets TERM
# and, after the grace time, KILL. "q" is the orderly end. The register is a file with a line for each
# living process group ("+ PGID START", with the start time of the leader in clock ticks, 0 when not
# known); other lines mean nothing. It is read at the end alone, so that nothing has to be done here
# when a process starts or ends, and its name is removed at once, so that nothing is left of it. What is
# declared to outlive the runtime does not stand in it, and is not ended.
#
# For any POSIX sh (dash, bash, busybox). Each group is a variable of its own, because one long list
# would be searched and copied for each.
cookie=$1 grace=$2 round=0
trap '' HUP INT QUIT TERM PIPE
exec 2>/dev/null
if [ -r "$3" ]; then exec 3<"$3"; else exec 3</dev/null; fi
rm -f -- "$3"
while read -r word; do
  [ "$word" = q ] && exit 0
done
eval "$(sed -n 's/^+ \([0-9]\{1,\}\) \([0-9]\{1,\}\) *$/group_\1=\2/p' <&3)"
registered=$(set | sed -n 's/^group_\([0-9]\{1,\}\)=.*/\1/p')

# The environments that carry the cookie.
carriers() {
  printf '%s\n' /proc/[0-9]*/environ | xargs grep -lzsFx "BANYAN_RUNTIME=$cookie"
}

# Those among these environments that do not ask to be left alone.
not_left() {
  [ -z "$*" ] || printf '%s\n' "$@" | xargs grep -LzsFx -e BANYAN_ESCAPED=leave -e BANYAN_ON_RUNTIME_DEATH=adopt
}

# What /proc/PID/stat tells; the name in it, in parentheses, may itself hold anything. Fails when
# there is no such process.
stat_of() {
  state='' member_of='' started=''
  read -r line <"/proc/$1/stat" || return 1
  set -- ${line##*) }
  state=$1 member_of=$3 started=${20}
}

lives() {
  stat_of "$1" && case $state in Z | X) false ;; esac
}

# Whether a registered group is still ours: its leader, be it a zombie, is the one that was
# registered, or it has gone and a member carries the cookie. Otherwise the number is another's now.
is_ours() {
  eval "known=\$group_$1 alive=\${alive_$1-} carried=\${carried_$1-}"
  if [ "$alive" != "$round" ]; then
    return 1
  elif [ "$known" != 0 ] && stat_of "$1"; then
    [ "$started" = "$known" ]
  else
    [ "$carried" = "$round" ]
  fi
}

# Sets groups and pids to what still lives of the runtime; fails when nothing does. Where there is no
# /proc, what was registered is believed.
look() {
  groups='' pids='' round=$((round + 1))
  if [ ! -e "/proc/$$/stat" ]; then
    for group in $registered; do kill -0 -- "-$group" && groups="$groups $group"; done
    [ -n "$groups" ]
    return
  fi
  found=$(carriers)
  for file in $found; do
    pid=${file#/proc/}
    lives "${pid%/environ}" && eval "carried_$member_of=$round"
  done
  for file in $(not_left $found); do
    pid=${file#/proc/}
    lives "${pid%/environ}" && pids="$pids ${pid%/environ}"
  done
  for pid in /proc/[0-9]*; do
    lives "${pid#/proc/}" && eval "alive_$member_of=$round"
  done
  for group in $registered; do
    is_ours "$group" && groups="$groups $group"
  done
  [ -n "$groups$pids" ]
}

send() {
  for group in $groups; do kill -s "$1" -- "-$group"; done
  for pid in $pids; do kill -s "$1" "$pid"; done
}

nap() {
  sleep 0.1 || sleep 1
}

if look; then
  send TERM
  send CONT
fi
deadline=$(($(date +%s) + grace))
while [ "$grace" -gt 0 ] && [ "$(date +%s)" -le "$deadline" ] && look; do
  nap
done
# What forks faster than it is killed is met again in the next round, without a pause. What cannot
# be killed (it hangs in the kernel) is given up in the end.
last=$((round + 200)) before=''
while [ "$round" -lt "$last" ] && look; do
  send KILL
  [ "$groups$pids" = "$before" ] && nap
  before=$groups$pids
done
