using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol;

/// <summary>The arguments that a tool's schema wants repeated in <c>Mcp-Param-*</c> headers (<c>x-mcp-header</c>).</summary>
internal static class ParameterHeaders
{
    /// <summary>What disagrees, or null.</summary>
    /// <param name="headers">Of the request.</param>
    /// <param name="definition">The tool's entry in tools/list.</param>
    /// <param name="arguments">Of the call.</param>
    public static string? Check(IHeaderDictionary headers, JsonElement definition, JsonElement arguments)
    {
        if (!definition.TryGetProperty("inputSchema", out var schema) || schema.ValueKind != JsonValueKind.Object
            || !schema.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
            return null;

        foreach (var property in properties.EnumerateObject())
        {
            if (HeaderOf(property.Value) is { } header && !Agrees(headers, header, arguments, property.Name))
                return $"{header} must be the argument \"{property.Name}\"";
        }

        return null;
    }

    private static string? HeaderOf(JsonElement property) =>
        property.ValueKind == JsonValueKind.Object
        && property.TryGetProperty(McpWire.ParameterHeaderKeyword, out var name)
        && name.ValueKind == JsonValueKind.String
            ? McpWire.ParameterHeaderPrefix + name.GetString()
            : null;

    private static bool Agrees(IHeaderDictionary headers, string header, JsonElement arguments, string name)
    {
        var sent = headers.TryGetValue(header, out var values) ? McpHeaderEncoder.DecodeValue(values.ToString()) : null;
        var argument = arguments.ValueKind == JsonValueKind.Object && arguments.TryGetProperty(name, out var value)
            ? McpHeaderEncoder.DecodeValue(McpHeaderEncoder.ConvertToHeaderValue(value))
            : null;

        return sent == argument;
    }
}
