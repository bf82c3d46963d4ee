using System.Text.Json;
using System.Text.Json.Serialization;
using AgentStack.McpServer.Offers;
using Microsoft.Extensions.AI;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Tools;

/// <summary>Makes tools of the methods that carry the SDK's attribute.</summary>
public static class ToolRegistration
{
    // A schema says that unknown arguments are refused, because they are; enum members are words like the others.
    private static readonly AIJsonSchemaCreateOptions Schemas = new()
    {
        TransformOptions = new AIJsonSchemaTransformOptions { DisallowAdditionalProperties = true },
    };

    /// <summary>How arguments and structured results are written: names in snake case, as those of the arguments are.</summary>
    internal static JsonSerializerOptions Json { get; } = CreateJson();

    /// <summary>
    /// Offers each public method of the family marked <see cref="McpServerToolAttribute"/>. A family with instance
    /// methods is created once, with its constructor's parameters taken from the services.
    /// </summary>
    public static IServiceCollection AddTools(this IServiceCollection services, Type family) => services.AddMarked(
        family,
        typeof(McpServerToolAttribute),
        (method, target, provider) => McpServerTool.Create(method, target, Options(provider)));

    private static McpServerToolCreateOptions Options(IServiceProvider services) => new()
    {
        Services = services,
        SerializerOptions = Json,
        SchemaCreateOptions = Schemas,
    };

    private static JsonSerializerOptions CreateJson()
    {
        var options = new JsonSerializerOptions(McpJsonUtilities.DefaultOptions) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
        options.Converters.Insert(0, new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.MakeReadOnly();
        return options;
    }
}
