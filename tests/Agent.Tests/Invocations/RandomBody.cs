using System.Text;

namespace AgentStack.Agent.Tests.Invocations;

/// <summary>Bodies and headers from a seed: good ones, good ones that were damaged, JSON of any shape, and plain bytes.</summary>
internal static class RandomBody
{
    private static readonly string[] Good =
    [
        """{"prompt":"hi"}""",
        """{"input":"hi","stream":true}""",
        """{"message":"é 日本 😀","other":[1,2.5e3,null,{"a":false}]}""",
        """{"approve":["call-1","call-2"],"deny":["call-3"]}""",
        """{"prompt":"go on","approve":[],"deny":null}""",
        "\"hi\"",
    ];

    private static readonly string[] Names = ["prompt", "input", "message", "stream", "approve", "deny", "cancel", "x", "", "\\u0070rompt"];

    private static readonly string[] Atoms =
    [
        "null", "true", "false", "0", "-1", "1e400", "1.5", "NaN", "01", "\"\"", "\" \"", "\"hi\"", "\"\\ud83d\"", "\"\\u0000\"", "\"\\x\"", "[]", "{}",
    ];

    private static readonly string[] HeaderValues =
    [
        "application/json", "text/event-stream", "*/*;q=0", "", ";;;,,,", "multipart/form-data; boundary=x", "text/plain; charset=nonsense",
        "local-dev-session", "00-0000-00-zz", "Root=1-x;;Sampled=9", "a=b,,=,%%%", "Bearer", "-1", "99999999999999999999",
    ];

    private static readonly string[] HeaderNames =
    [
        "Content-Type", "Accept", "X-Amzn-Bedrock-AgentCore-Runtime-Session-Id", "X-Amzn-Bedrock-AgentCore-Runtime-Request-Id",
        "WorkloadAccessToken", "Authorization", "traceparent", "tracestate", "X-Amzn-Trace-Id", "baggage", "Cookie", "Mcp-Session-Id",
        "Content-Language", "Content-Encoding", "If-None-Match", "X-Amzn-Bedrock-AgentCore-Runtime-Custom-X", "OAuth2CallbackUrl",
    ];

    public static byte[] Create(Random random) => random.Next(8) switch
    {
        0 => Bytes(random, random.Next(200)),
        1 => Encoding.UTF8.GetBytes(Json(random, 0)),
        2 => Encoding.UTF8.GetBytes(Object(random, 0)),
        3 => Encoding.UTF8.GetBytes($$"""{"x":"{{new string((char)random.Next('!', 0x2FF), random.Next(100_000))}}","prompt":5}"""),
        4 => Encoding.Unicode.GetBytes(Pick(random, Good)),
        5 => Encoding.UTF8.GetBytes(new string(Pick(random, "[{\"")[0], random.Next(5_000))),
        _ => Damage(random, Encoding.UTF8.GetBytes(Pick(random, Good))),
    };

    public static IEnumerable<(string Name, string Value)> Headers(Random random) =>
        [.. Enumerable.Range(0, random.Next(5)).Select(_ => (Pick(random, HeaderNames), Value(random)))];

    private static string Value(Random random) => random.Next(4) switch
    {
        0 => new string((char)random.Next(' ', '~'), random.Next(5_000)),
        1 => string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => (char)random.Next(' ', '~'))),
        _ => Pick(random, HeaderValues),
    };

    private static byte[] Damage(Random random, byte[] body)
    {
        var damaged = body.ToList();
        for (var times = random.Next(4); times > 0 && damaged.Count > 0; times--)
        {
            var place = random.Next(damaged.Count);
            switch (random.Next(5))
            {
                case 0:
                    damaged[place] = (byte)random.Next(256);
                    break;
                case 1:
                    damaged.RemoveAt(place);
                    break;
                case 2:
                    damaged.InsertRange(place, Bytes(random, random.Next(4)));
                    break;
                case 3:
                    damaged.RemoveRange(place, damaged.Count - place);
                    break;
                default:
                    damaged.InsertRange(place, damaged[..place]);
                    break;
            }
        }

        return [.. damaged];
    }

    private static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string Json(Random random, int depth) => random.Next(depth > 4 ? 1 : 3) switch
    {
        0 => Pick(random, Atoms),
        1 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Json(random, depth + 1)))}]",
        _ => Object(random, depth),
    };

    private static string Object(Random random, int depth) =>
        $"{{{string.Join(',', Enumerable.Range(0, random.Next(5)).Select(_ => $"\"{Pick(random, Names)}\":{Json(random, depth + 1)}"))}}}";

    private static T Pick<T>(Random random, T[] items) => items[random.Next(items.Length)];

    private static string Pick(Random random, string characters) => characters[random.Next(characters.Length)].ToString();
}
