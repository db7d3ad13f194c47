# The AppHost's last will. It reads on stdin which process groups live ("+ 123", "- 123"), the mark in its children's environment
# ("m mark") and which folder is temporary ("d path"). Its stdin closes when the AppHost is gone, however it went; what still lives
# then is ended, also a child that was so new that the AppHost had no time to tell.
trap '' INT TERM HUP
groups=' '
folder=''
mark=''
while read -r what which; do
    case $what in
        +) groups="$groups$which " ;;
        -) groups="${groups%% $which *} ${groups#* $which }" ;;
        d) folder=$which ;;
        m) mark=$which ;;
    esac
done
left() {
    for group in $groups; do kill -s 0 -- "-$group" 2>/dev/null && echo "-$group"; done
    [ -z "$mark" ] || grep -lszxF "$mark" /proc/[0-9]*/environ 2>/dev/null | cut -d / -f 3
}
end() { for process in $(left); do kill -s "$1" -- "$process" 2>/dev/null; done; }
end TERM
tries=0
while [ "$tries" -lt 50 ] && [ -n "$(left)" ]; do
    tries=$((tries + 1))
    sleep 0.1
done
end KILL
[ -n "$folder" ] && rm -rf -- "$folder"
exit 0
