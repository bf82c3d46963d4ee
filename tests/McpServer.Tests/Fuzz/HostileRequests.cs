using System.Globalization;
using System.Text;

namespace AgentStack.McpServer.Tests.Fuzz;

/// <summary>Requests made of good ones: of another shape, cut off, blown up, damaged. One number always makes the same.</summary>
internal static class HostileRequests
{
    private static readonly string[] Methods =
    [
        "initialize", "ping", "server/discover", "tools/list", "tools/call", "prompts/list", "prompts/get", "resources/list",
        "resources/templates/list", "resources/read", "resources/subscribe", "completion/complete", "logging/setLevel",
        "subscriptions/listen", "notifications/cancelled", "notifications/initialized", "tasks/get", "__proto__", "", "tools/call ",
    ];

    private static readonly string[] Members =
    [
        "name", "arguments", "uri", "cursor", "_meta", "ref", "argument", "level", "protocolVersion", "capabilities", "inputResponses",
        "requestState", "progressToken", "a", "b", "operation", "message", "timezone", "problem", "style", "value", "type",
        "notifications", "toolsListChanged", "resourceSubscriptions",
        "io.modelcontextprotocol/protocolVersion", "io.modelcontextprotocol/clientCapabilities", "io.modelcontextprotocol/clientInfo",
        "io.modelcontextprotocol/logLevel", "__proto__", "$ref", "constructor", "",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1.5", "1e308", "1e999", "-0", "9223372036854775808", "[]", "{}", "\"\"", "\"add_numbers\"",
        "\"calculate\"", "\"echo_message\"", "\"get_timestamp\"", "\"solve_word_problem\"", "\"timezones://all\"",
        "\"timezones://region/../../etc\"", "\"timezones://region/%00\"", "\"timezones://region/{region}\"", "\"ref/prompt\"",
        "\"ref/resource\"", "\"2026-07-28\"", "\"2025-11-25\"", "\"divide\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\u202e\"",
        "\"../../../../etc/passwd\"", "\"'; DROP TABLE tools; --\"", "\"<script>\"", "\"${jndi:ldap://x}\"", "\"{0}{1}%s%n\"",
    ];

    private static readonly string[] HeaderNames =
    [
        "MCP-Protocol-Version", "Mcp-Method", "Mcp-Name", "Mcp-Session-Id", "Mcp-Param-Region", "Accept", "Content-Type", "Origin",
        "Authorization", "Last-Event-ID", "X-Amzn-Bedrock-AgentCore-Runtime-Session-Id", "traceparent", "Content-Encoding",
    ];

    private static readonly string[] HeaderValues =
    [
        "2026-07-28", "2025-11-25", "1999-01-01", "tools/call", "add_numbers", "=?base64?!!!?=", "=?base64?//8=?=", "application/json",
        "text/event-stream", "application/json; charset=utf-16", "*/*;q=", ";;;,,,", "null", "http://evil.example", "Bearer x.y.z", "gzip",
        "00-zz-zz-00", "\"", "%00", "\u00ff\u00fe", "",
    ];

    public static HostileRequest Create(int number)
    {
        var random = new Random(number);
        var text = Message(random);
        var body = Encoding.UTF8.GetBytes(text);
        body = random.Next(8) switch
        {
            0 => body[..random.Next(body.Length + 1)],
            1 or 2 => Damage(random, body),
            3 => random.Next(20) == 0 ? Blow(random, body) : body,
            _ => body,
        };
        return new HostileRequest(random.Next(40) == 0 ? "PUT" : "POST", body, Headers(random, body));
    }

    private static string Message(Random random) => random.Next(12) switch
    {
        0 => Value(random, depth: 0),
        1 => new string(random.Next(2) == 0 ? '[' : '{', random.Next(1, 3_000)),
        2 => $"[{Envelope(random)},{Envelope(random)}]",
        _ => Envelope(random),
    };

    private static string Envelope(Random random)
    {
        var id = random.Next(4) switch { 0 => "", 1 => $"\"id\":{Pick(random, Values)},", _ => $"\"id\":{random.Next()}," };
        var version = random.Next(15) == 0 ? Pick(random, Values) : "\"2.0\"";
        var parameters = random.Next(6) == 0 ? Value(random, depth: 0) : Object(random, depth: 0);
        return $$"""{"jsonrpc":{{version}},{{id}}"method":"{{Pick(random, Methods)}}","params":{{parameters}}}""";
    }

    private static string Value(Random random, int depth) => (depth < 5 ? random.Next(6) : 5) switch
    {
        0 or 1 => Object(random, depth + 1),
        2 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth + 1)))}]",
        3 => string.Create(CultureInfo.InvariantCulture, $"\"{new string((char)random.Next('a', 'z'), random.Next(300))}\""),
        _ => Pick(random, Values),
    };

    private static string Object(Random random, int depth)
    {
        var members = Enumerable.Range(0, random.Next(6)).Select(_ => Pick(random, Members));
        if (random.Next(10) != 0)
            members = members.Distinct();

        return $"{{{string.Join(',', members.ToList().Select(member => $"\"{member}\":{Value(random, depth + 1)}"))}}}";
    }

    private static byte[] Damage(Random random, byte[] body)
    {
        for (var i = random.Next(1, 6); i > 0 && body.Length > 0; i--)
            body[random.Next(body.Length)] = (byte)random.Next(256);

        return body;
    }

    private static byte[] Blow(Random random, byte[] body) =>
        [.. body, .. Enumerable.Repeat((byte)' ', random.Next(1, 60_000))];

    private static List<(string Name, string Value)> Headers(Random random, byte[] body)
    {
        List<(string Name, string Value)> headers = [];
        if (random.Next(10) != 0)
            headers.Add(("Content-Type", "application/json"));

        if (random.Next(10) != 0)
            headers.Add(("Accept", random.Next(3) == 0 ? "text/event-stream" : "application/json, text/event-stream"));

        // Headers that agree with a body of the newest revision, so that requests get as far as its methods.
        if (random.Next(3) == 0)
        {
            var text = Encoding.Latin1.GetString(body);
            headers.Add(("MCP-Protocol-Version", "2026-07-28"));
            headers.Add(("Mcp-Method", Methods.FirstOrDefault(method => text.Contains($"\"method\":\"{method}\"", StringComparison.Ordinal), "x")));
        }

        for (var i = random.Next(3); i > 0; i--)
            headers.Add((Pick(random, HeaderNames), random.Next(50) == 0 ? new string('h', random.Next(9_000)) : Pick(random, HeaderValues)));

        return headers;
    }

    private static string Pick(Random random, string[] words) => words[random.Next(words.Length)];
}
