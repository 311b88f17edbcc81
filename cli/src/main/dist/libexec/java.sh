# Finds a Java; read by scripts. Sets java_home, and version (17.0.15) and major (17) of it.

# Sets version to what the java home $1 holds (17.0.15) and major to its first number; 0 if nothing.
look_at() {
  version='' major=0
  [ -x "$1/bin/java" ] || return 0
  if [ -r "$1/release" ]; then
    while IFS='=' read -r key value; do
      if [ "$key" = JAVA_VERSION ]; then
        value=${value#\"}
        version=${value%%\"*}
      fi
    done <"$1/release"
  fi
  if [ -z "$version" ]; then
    version=$("$1/bin/java" -XshowSettings:properties -version 2>&1 |
      sed -n 's/^ *java\.version = //p')
  fi
  major=${version%%[!0-9]*}
  major=${major:-0}
}

# The home of the java that PATH finds.
java_on_path() {
  found=$(command -v java) || return 0
  while [ -L "$found" ]; do
    link=$(readlink "$found")
    case $link in
      /*) found=$link ;;
      *) found=${found%/*}/$link ;;
    esac
  done
  printf '%s\n' "${found%/bin/java}"
}

# Sets java_home to the first that is new enough; with "javac" to the first that can also compile.
find_java() {
  java_home=''
  macos=''
  if [ -x /usr/libexec/java_home ]; then
    macos=$(/usr/libexec/java_home -v 17+ 2>/dev/null) || macos=''
  fi
  for candidate in "${JAVA_HOME:-}" "$(java_on_path)" "$macos" \
    /usr/lib/jvm/* /opt/java/* /opt/jdk* /opt/*jdk* \
    "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/*; do
    [ -n "$candidate" ] && [ -x "$candidate/bin/java" ] || continue
    if [ "${1:-}" = javac ] && [ ! -x "$candidate/bin/javac" ]; then continue; fi
    look_at "$candidate"
    if [ "$major" -ge 17 ]; then
      java_home=$candidate
      return 0
    fi
  done
}
