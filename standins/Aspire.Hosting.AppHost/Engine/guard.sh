# The AppHost's last will. It reads on stdin which process groups live ("+ 123", "- 123") and which folder is temporary ("d path").
# Its stdin closes when the AppHost is gone, however it went; what still lives then is ended.
trap '' INT TERM HUP
groups=' '
folder=''
while read -r what which; do
    case $what in
        +) groups="$groups$which " ;;
        -) groups="${groups%% $which *} ${groups#* $which }" ;;
        d) folder=$which ;;
    esac
done
for group in $groups; do kill -s TERM -- "-$group" 2>/dev/null; done
tries=0
while [ "$tries" -lt 50 ]; do
    alive=''
    for group in $groups; do kill -s 0 -- "-$group" 2>/dev/null && alive=1; done
    [ -z "$alive" ] && break
    tries=$((tries + 1))
    sleep 0.1
done
for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
[ -n "$folder" ] && rm -rf -- "$folder"
exit 0
