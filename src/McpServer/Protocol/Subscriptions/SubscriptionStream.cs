using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.Subscriptions;

/// <summary>What goes to one caller that listens. Every message names its subscription, which is the id of its request.</summary>
internal sealed class SubscriptionStream(McpRequest request)
{
    private static readonly (OfferKinds Kind, string Method)[] Methods =
    [
        (OfferKinds.Tools, NotificationMethods.ToolListChangedNotification),
        (OfferKinds.Prompts, NotificationMethods.PromptListChangedNotification),
        (OfferKinds.Resources, NotificationMethods.ResourceListChangedNotification),
    ];

    /// <summary>Says what of that which the caller asked for it will hear. Nothing goes before it.</summary>
    public Task AcknowledgeAsync(OfferKinds granted, CancellationToken cancellationToken)
    {
        var type = McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(SubscriptionsAcknowledgedNotificationParams));
        var parameters = new SubscriptionsAcknowledgedNotificationParams { Notifications = Granted(granted) };
        var json = JsonSerializer.SerializeToNode(parameters, type)!.AsObject();
        json["_meta"] = Tag();
        return NotifyAsync(NotificationMethods.SubscriptionsAcknowledgedNotification, json, cancellationToken);
    }

    /// <summary>Says what changed; where nothing did, only that the stream still stands.</summary>
    public async Task TellAsync(OfferKinds kinds, CancellationToken cancellationToken)
    {
        if (kinds == OfferKinds.None)
            await request.Reply.KeepAliveAsync(cancellationToken);

        foreach (var (_, method) in Methods.Where(known => kinds.HasFlag(known.Kind)))
            await NotifyAsync(method, new JsonObject { ["_meta"] = Tag() }, cancellationToken);
    }

    /// <summary>Says that the server ends the subscription; one that breaks off has no result.</summary>
    public EmptyResult End() => new() { Meta = Tag() };

    private static SubscriptionsListenNotifications Granted(OfferKinds kinds) => new()
    {
        ToolsListChanged = kinds.HasFlag(OfferKinds.Tools) ? true : null,
        PromptsListChanged = kinds.HasFlag(OfferKinds.Prompts) ? true : null,
        ResourcesListChanged = kinds.HasFlag(OfferKinds.Resources) ? true : null,
    };

    private Task NotifyAsync(string method, JsonNode? parameters, CancellationToken cancellationToken) =>
        request.Reply.NotifyAsync(new JsonRpcNotification { Method = method, Params = parameters }, cancellationToken);

    private JsonObject Tag() => new() { [MetaKeys.SubscriptionId] = JsonNode.Parse(request.Id.GetRawText()) };
}
