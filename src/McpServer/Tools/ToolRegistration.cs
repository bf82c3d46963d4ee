using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Tools;

/// <summary>Makes tools of the methods that carry the SDK's attribute.</summary>
public static class ToolRegistration
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

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
    public static IServiceCollection AddTools(this IServiceCollection services, Type family)
    {
        if (!family.IsAbstract)
            services.TryAddSingleton(family);

        foreach (var method in family.GetMethods(Declared).Where(method => method.IsDefined(typeof(McpServerToolAttribute))))
        {
            services.AddSingleton(provider => McpServerTool.Create(
                method, method.IsStatic ? null : provider.GetRequiredService(family), Options(provider)));
        }

        return services;
    }

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
