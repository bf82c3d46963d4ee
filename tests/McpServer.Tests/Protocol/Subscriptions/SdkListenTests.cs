using System.Text.Json.Nodes;
using System.Threading.Channels;
using AgentStack.McpServer.Protocol.Subscriptions;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Tests.Protocol.Subscriptions;

/// <summary>The official client listens as it would to any server.</summary>
public sealed class SdkListenTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    [Requirement("V9a")]
    public async Task Client_ThatListens_HearsOfAChangeAndOfTheEnd()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var server = await RunningServer.StartAsync();
        server.Changes.Announce(OfferKinds.All);
        await using var client = await ConnectAsync(server);
        client.ServerCapabilities.Tools!.ListChanged.ShouldBe(true);
        var heard = Channel.CreateUnbounded<string>();
        foreach (var method in new[] { NotificationMethods.SubscriptionsAcknowledgedNotification, NotificationMethods.ToolListChangedNotification })
        {
            client.RegisterNotificationHandler(method, (notification, _) =>
            {
                heard.Writer.TryWrite(notification.Method);
                return ValueTask.CompletedTask;
            });
        }

        var listening = client.SendRequestAsync(
            new JsonRpcRequest
            {
                Method = RequestMethods.SubscriptionsListen,
                Params = new JsonObject { ["notifications"] = new JsonObject { ["toolsListChanged"] = true } },
            },
            cancellationToken);
        (await NextAsync()).ShouldBe(NotificationMethods.SubscriptionsAcknowledgedNotification);
        server.Changes.Changed(OfferKinds.Tools);
        (await NextAsync()).ShouldBe(NotificationMethods.ToolListChangedNotification);
        await server.StopAsync();

        (await listening.WaitAsync(Patience, cancellationToken)).Result!["resultType"]!.GetValue<string>().ShouldBe("complete");

        Task<string> NextAsync() => heard.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(Patience, cancellationToken);
    }

    private static Task<McpClient> ConnectAsync(RunningServer server) => McpClient.CreateAsync(
        new HttpClientTransport(
            new HttpClientTransportOptions { Endpoint = server.McpUrl, TransportMode = HttpTransportMode.StreamableHttp },
            server.Http,
            ownsHttpClient: false),
        cancellationToken: TestContext.Current.CancellationToken);
}
