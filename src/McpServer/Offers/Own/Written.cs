using System.Text.Json;
using ModelContextProtocol;

namespace AgentStack.McpServer.Offers.Own;

/// <summary>The SDK's descriptions as they go over the wire.</summary>
internal static class Written
{
    public static JsonElement Of<T>(T description) =>
        JsonSerializer.SerializeToElement(description, McpJsonUtilities.GetTypeInfo<T>(McpJsonUtilities.DefaultOptions));
}
