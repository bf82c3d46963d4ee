using System.Buffers;
using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol;

/// <summary>The arguments that a tool's schema wants repeated in <c>Mcp-Param-*</c> headers (<c>x-mcp-header</c>).</summary>
internal static class ParameterHeaders
{
    /// <summary>What names of HTTP headers are made of.</summary>
    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly string?[] Primitives = ["string", "number", "integer", "boolean"];

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

    // A mark that no client could obey asks for nothing: servers of before 2026-07-28 may mean something else by it.
    private static string? HeaderOf(JsonElement property) =>
        property.ValueKind == JsonValueKind.Object
        && property.TryGetProperty(McpWire.ParameterHeaderKeyword, out var mark)
        && mark.ValueKind == JsonValueKind.String
        && mark.GetString() is { Length: > 0 } name && name.AsSpan().IndexOfAnyExcept(Token) < 0
        && property.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
        && Primitives.Contains(type.GetString())
            ? McpWire.ParameterHeaderPrefix + name
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
