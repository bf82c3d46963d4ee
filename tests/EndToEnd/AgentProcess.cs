using System.Text.Json;
using AgentStack.DevStack;
using AgentStack.LocalAws;
using AgentStack.Tests.Shared;

namespace AgentStack.EndToEnd.Tests;

/// <summary>An agent in a process of its own, which can be asked, told to stop, and killed.</summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    private readonly HttpClient _http;

    private AgentProcess(Subprocess process, Uri address)
    {
        Process = process;
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
    }

    public Subprocess Process { get; }

    public static async Task<AgentProcess> StartAsync(LocalAwsServer aws, params (string Name, string Value)[] environment)
    {
        var settings = Seed.AgentSettings(aws, port: 0);
        foreach (var (name, value) in environment)
            settings[name.Replace("__", ":", StringComparison.Ordinal)] = value;

        var process = OwnProcesses.Start("AgentStack.Agent", settings, []);
        return new AgentProcess(process, await OwnProcesses.AddressAsync(process));
    }

    public Task<JsonElement> AskAsync(string session, string prompt) => PostAsync(session, new { prompt });

    public Task<JsonElement> ApproveAsync(string session, params string[] approve) => PostAsync(session, new { approve });

    public Task KillAsync() => Process.SignalAsync("KILL");

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Process.DisposeAsync();
    }

    private async Task<JsonElement> PostAsync(string session, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/invocations")
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body)),
        };
        request.Headers.Add("X-Amzn-Bedrock-AgentCore-Runtime-Session-Id", session);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
