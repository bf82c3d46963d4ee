using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace AgentStack.EndToEnd.Tests.Gateway;

/// <summary>The client of the C# SDK.</summary>
internal sealed class SdkVisitor(McpClient client) : IVisitor
{
    public McpClient Client => client;

    /// <param name="server">Where the server is.</param>
    /// <param name="version">The revision of the protocol; null for the newest that both speak.</param>
    /// <param name="handlers">What it does with what the server says by itself.</param>
    public static async Task<SdkVisitor> ConnectAsync(Uri server, string? version, McpClientHandlers? handlers = null) => new(
        await McpClient.CreateAsync(
            new HttpClientTransport(new HttpClientTransportOptions { Endpoint = server, TransportMode = HttpTransportMode.StreamableHttp }),
            new McpClientOptions { ProtocolVersion = version, Handlers = handlers ?? new McpClientHandlers() },
            cancellationToken: TestContext.Current.CancellationToken));

    public async Task<IReadOnlyList<JsonObject>> AskAsync(IReadOnlyList<Ask> asks)
    {
        var answers = new List<JsonObject>();
        foreach (var ask in asks)
            answers.Add(await AskAsync(ask));

        return answers;
    }

    public async Task<JsonObject> AskAsync(Ask ask)
    {
        var request = new JsonRpcRequest { Method = ask.Method, Params = ask.Parameters.DeepClone() };
        try
        {
            return (await client.SendRequestAsync(request, TestContext.Current.CancellationToken)).Result!.AsObject();
        }
        catch (McpProtocolException e)
        {
            return new JsonObject { ["error"] = new JsonObject { ["code"] = (int)e.ErrorCode, ["message"] = e.Message } };
        }
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();
}
