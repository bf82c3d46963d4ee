using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace AgentStack.McpServer.Tests.Fuzz;

/// <summary>Twenty thousand requests that mean harm or make no sense, always the same ones.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class FuzzTests
{
    private const int Requests = 18_000;
    private const int CutOff = 2_000;
    private const int WarmUp = 4_000;
    private const int MostBytes = 32_768;

    /// <summary>All that this server has to say: JSON-RPC's own, "no such resource" of the older revisions, those of 2026-07-28.</summary>
    private static readonly int[] Codes = [-32700, -32600, -32601, -32602, -32002, -32020, -32021, -32022];

    private const long MostGrowth = 4_000_000;

    [Fact]
    [Requirement("R15a")]
    [Requirement("V12")]
    public async Task Mcp_HostileRequests_AreNeverADefectACrashOrALeak()
    {
        await using var server = await RunningServer.StartPlainAsync(builder =>
        {
            builder.Configuration.AddInMemoryCollection([new("Mcp:MaxRequestBytes", $"{MostBytes}")]);
            builder.Logging.AddFilter(level => level >= LogLevel.Error);
        });
        await SendAllAsync(server, Enumerable.Range(0, WarmUp));
        await SendCutOffAsync(server, Enumerable.Range(0, CutOff / 2));
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var served = await SendAllAsync(server, Enumerable.Range(WarmUp, Requests - WarmUp));
        await SendCutOffAsync(server, Enumerable.Range(CutOff / 2, CutOff / 2));

        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(MostGrowth);
        served.ShouldBeGreaterThan(100, "requests that get through to a method: a wall that refuses all would prove nothing");
        (await server.CallAsync("add_numbers", """{"a":2,"b":2}""")).ToolText.ShouldBe("4");
        server.Log.Lines.Where(line => line.Level >= LogLevel.Error).Select(line => line.Text).ShouldBeEmpty();
    }

    private static async Task<int> SendAllAsync(RunningServer server, IEnumerable<int> numbers)
    {
        var served = 0;
        await Parallel.ForEachAsync(numbers, Options(), async (number, cancellationToken) =>
        {
            using var response = await SendAsync(server, number, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            Judge(number, (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, text);
            if (text.Contains("\"result\"", StringComparison.Ordinal))
                Interlocked.Increment(ref served);
        });
        return served;
    }

    // The server hangs up on what it cannot read to its end; the next request on that connection is sent anew, once.
    private static async Task<HttpResponseMessage> SendAsync(RunningServer server, int number, CancellationToken cancellationToken)
    {
        try
        {
            using var request = ToHttp(HostileRequests.Create(number));
            return await server.Http.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException)
        {
            using var request = ToHttp(HostileRequests.Create(number));
            return await server.Http.SendAsync(request, cancellationToken);
        }
    }

    private static void Judge(int number, int status, string? mediaType, string text)
    {
        status.ShouldBeInRange(200, 499, $"request {number}: {text}");
        text.ShouldNotContain("-32603", customMessage: $"request {number}");
        text.ShouldNotContain("Exception", customMessage: $"request {number}");
        text.ShouldNotContain(".cs:", customMessage: $"request {number}");
        if (mediaType != "application/json")
            return;

        using var answer = JsonDocument.Parse(text);
        if (answer.RootElement.TryGetProperty("error", out var error))
            Codes.ShouldContain(error.GetProperty("code").GetInt32(), $"request {number}: {text}");
    }

    // What no HTTP library sends: heads that are none, bodies that end before they should, chunks of wrong lengths.
    private static Task SendCutOffAsync(RunningServer server, IEnumerable<int> numbers) =>
        Parallel.ForEachAsync(numbers, Options(), async (number, cancellationToken) =>
        {
            var random = new Random(number);
            var body = HostileRequests.Create(number).Body;
            var length = random.Next(3) switch
            {
                0 => $"Content-Length: {body.Length + random.Next(1, 100)}",
                1 => "Transfer-Encoding: chunked",
                _ => $"Content-Length: {random.Next(-1, 2)}{random.Next()}",
            };
            var head = Encoding.ASCII.GetBytes(
                $"POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: */*\r\n{length}\r\n\r\n");
            byte[] bytes = random.Next(4) == 0 ? [.. head[..random.Next(head.Length)], .. body] : [.. head, .. body];

            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", server.Http.BaseAddress!.Port, cancellationToken);
            await using var stream = client.GetStream();
            try
            {
                await stream.WriteAsync(bytes, cancellationToken);
                client.Client.Shutdown(SocketShutdown.Send);
                using var reader = new StreamReader(stream, Encoding.Latin1);
                var answer = await reader.ReadToEndAsync(cancellationToken);
                answer.ShouldNotContain("HTTP/1.1 5", customMessage: $"cut-off request {number}");
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                // The server hung up on it, which is an answer.
            }
        });

    private static ParallelOptions Options() =>
        new() { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken };

    private static HttpRequestMessage ToHttp(HostileRequest hostile)
    {
        var request = new HttpRequestMessage(new HttpMethod(hostile.Method), "/mcp") { Content = new ByteArrayContent(hostile.Body) };
        foreach (var (name, value) in hostile.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
