#!/bin/sh
# A line in, a line out. "poison" kills it, as a bug in a real worker would.
while IFS= read -r text; do
  case $text in
    *poison*) kill -SEGV $$ ;;
  esac
  loud=$(printf '%s' "$text" | tr '[:lower:]' '[:upper:]')
  printf '%s\n' "$loud" >>shouted.txt
  printf '%s\n' "$loud"
done
