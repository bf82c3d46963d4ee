using System.Text.Json;
using Amazon.Runtime.Documents;

namespace AgentStack.Compat.AwsPipeline;

/// <summary>Model classes to and from the wire: a member's name is its property's, in the protocol's casing.</summary>
internal sealed partial class WireJson(Func<string, string> wireName)
{
    public static WireJson CamelCase { get; } = new(name => char.ToLowerInvariant(name[0]) + name[1..]);

    public static WireJson PascalCase { get; } = new(name => name);

    public byte[] Write(object value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            WriteValue(writer, value);
        }

        return stream.ToArray();
    }

    public T Read<T>(JsonElement element) => (T)ReadValue(element, typeof(T));

    private static bool IsSet(object value) => value switch
    {
        null => false,
        Document document => !document.IsNull(),
        System.Collections.ICollection { Count: 0 } => !Amazon.AWSConfigs.InitializeCollections,
        _ => true,
    };
}
