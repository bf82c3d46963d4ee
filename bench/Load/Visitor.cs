using System.Diagnostics;
using System.Globalization;

namespace AgentStack.Load;

/// <summary>Talks without a pause: three prompts a session, then a new one.</summary>
internal sealed class Visitor(int number, Uri agent, Tally tally)
{
    private const string SessionHeader = "X-Amzn-Bedrock-AgentCore-Runtime-Session-Id";
    private const int PromptsOfASession = 3;

    private static readonly HttpClient Http = new(new SocketsHttpHandler { MaxConnectionsPerServer = int.MaxValue })
    {
        Timeout = TimeSpan.FromMinutes(2),
    };

    /// <param name="delay">Before it begins: people do not come at one moment.</param>
    /// <param name="duration">For how long it talks, from when the first visitor began.</param>
    /// <param name="cancellationToken">Ends it in mid-turn.</param>
    public async Task TalkAsync(TimeSpan delay, TimeSpan duration, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        await Task.Delay(delay, cancellationToken);
        for (var turn = 0; Stopwatch.GetElapsedTime(start) < duration; turn++)
        {
            tally.Open();
            try
            {
                await AskAsync(turn, cancellationToken);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
            {
                tally.Fail(e.GetType().Name);
            }
            finally
            {
                tally.Close();
            }
        }
    }

    private async Task AskAsync(int turn, CancellationToken cancellationToken)
    {
        var expected = (number + turn).ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(agent, "/invocations"))
        {
            Content = JsonContent.Create(new { prompt = $"What is {number} + {turn}?", stream = true }),
        };
        var session = turn / PromptsOfASession;
        request.Headers.Add(
            SessionHeader, string.Create(CultureInfo.InvariantCulture, $"bench-session-of-visitor-{number:00000}-{session:00000}"));
        using var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var answer = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
            tally.Fail($"HTTP {(int)response.StatusCode}");
        else if (!answer.Contains("\"type\":\"done\"", StringComparison.Ordinal))
            tally.Fail($"no end: {answer[^Math.Min(answer.Length, 300)..]}");
        else if (answer.Contains("\"type\":\"warning\"", StringComparison.Ordinal) || !answer.Contains(expected, StringComparison.Ordinal))
            tally.Fail("a warning or a wrong answer");
        else
            tally.Succeed();
    }
}
