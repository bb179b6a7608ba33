# Runs a program that may not outlive the process that started this script, however that one ends.
# $1 log file, $2 directory to delete at the end ('' for none), then the program with its arguments.
# Standard input is the leash: its other end closes when the parent disposes it or dies, even by SIGKILL.
log=$1 scratch=$2
shift 2
exec >/dev/null 2>&1 3<&0
# A session of its own, so that its children end with it.
setsid "$@" 3<&- </dev/null >"$log" 2>&1 &
child=$!
{
  read -r _
  # dash knows no "kill -KILL --".
  kill -s KILL -- "-$child" || kill -s KILL "$child"
} <&3 &
leash=$!
wait "$child"
code=$?
kill "$leash"
[ -z "$scratch" ] || rm -rf -- "$scratch"
exit "$code"
