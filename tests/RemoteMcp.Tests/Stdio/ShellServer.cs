namespace AgentStack.RemoteMcp.Tests.Stdio;

/// <summary>An MCP server that any POSIX shell can be.</summary>
internal static class ShellServer
{
    /// <summary>
    /// Its first argument is how it behaves, and each of its tools does something to its process. It makes the file
    /// <c>CHILD_MARK</c> when it has come to where it says nothing; its garbage is more than a pipe holds, so that it has
    /// been read then.
    /// </summary>
    public const string Script =
        """
        mode=$1
        case $mode in
          exit) echo 'a secret of the child' >&2; exit 7;;
          garbage) i=0; while [ $i -lt 3000 ]; do echo 'Server is listening, and says so where it should speak'; i=$((i+1)); done
            : > "$CHILD_MARK"; while :; do sleep 1; done;;
          flood) while :; do echo 'x'; done;;
          endless) while :; do printf 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx{{{{{{{{{{{{{{{{{{{{{{{'; done;;
          hang) : > "$CHILD_MARK"; while :; do sleep 1; done;;
          banner) echo 'Welcome!';;
        esac
        result() { printf '{"jsonrpc":"2.0","id":%s,"result":%s}\n' "$id" "$1"; }
        say() { result "{\"content\":[{\"type\":\"text\",\"text\":\"$1\"}]}"; }
        while read -r line; do
          id=${line#*\"id\":}; id=${id%%[,\}]*}
          case $line in
            *'"server/discover"'*) [ "$mode" = touchy ] && exit 9
              printf '{"jsonrpc":"2.0","id":%s,"error":{"code":-32601,"message":"unknown"}}\n' "$id";;
            *'"initialize"'*) result '{"protocolVersion":"2025-11-25","capabilities":{"tools":{},"prompts":{},"x-own":{"a":1.0}},"serverInfo":{"name":"sh","version":"1"},"instructions":"Be kind."}';;
            *'"tools/list"'*) [ "$mode" = deaf ] && : > "$CHILD_MARK" || result '{"tools":[{"name":"pid","inputSchema":{"type":"object"}}]}';;
            *'"prompts/list"'*) result '{"prompts":[{"name":"greet","extra":1.0}]}';;
            *'"name":"pid"'*) say "$$";;
            *'"name":"trace"'*) t=${line#*\"traceparent\":\"}; say "${t%%\"*}";;
            *'"name":"env"'*) say "$(env | sed 's/=.*//' | tr '\n' ' ')";;
            *'"name":"mark"'*) say "$CHILD_MARK";;
            *'"name":"pwd"'*) say "$(pwd)";;
            *'"name":"spawn"'*) sleep 1000 <&- >&- 2>&- & say "$!";;
            *'"name":"half"'*) result '{"content":[{"type":"text","text":"\ud800"}]}';;
            *'"name":"refuse"'*) printf '{"jsonrpc":"2.0","id":%s,"error":{"code":-32000,"message":"no such order"}}\n' "$id";;
            *'"name":"die"'*) exit 3;;
            *'"name":"stop"'*) : > "$CHILD_MARK"; while :; do sleep 1; done;;
            *'"name":"wait"'*) : > "$CHILD_MARK";;
            *'"name":"chat"'*) i=0; while [ $i -lt 12000 ]; do echo '{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"x"}}'; i=$((i+1)); done
              say 'done';;
          esac
        done
        """;
}
