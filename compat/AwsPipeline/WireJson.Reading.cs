using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Runtime;
using Amazon.Runtime.Documents;

namespace AgentStack.Compat.AwsPipeline;

internal sealed partial class WireJson
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Members = new();

    /// <summary>Sets the members that the object names; others keep their value, unknown names are passed over.</summary>
    public void Fill(object target, JsonElement source)
    {
        foreach (var member in MembersOf(target.GetType()))
        {
            if (member.CanWrite && source.TryGetProperty(wireName(member.Name), out var value) &&
                value.ValueKind != JsonValueKind.Null)
            {
                member.SetValue(target, ReadValue(value, member.PropertyType));
            }
        }
    }

    private static PropertyInfo[] MembersOf(Type type) => Members.GetOrAdd(type, static t =>
        [.. t.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(p => !p.IsDefined(typeof(JsonIgnoreAttribute)))]);

    private object ReadValue(JsonElement value, Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        return type switch
        {
            _ when type == typeof(string) => value.GetString(),
            _ when type == typeof(bool) => value.GetBoolean(),
            _ when type == typeof(int) => value.GetInt32(),
            _ when type == typeof(long) => value.GetInt64(),
            _ when type == typeof(float) => value.GetSingle(),
            _ when type == typeof(double) => value.GetDouble(),
            _ when type == typeof(DateTime) => ReadTimestamp(value),
            _ when type == typeof(MemoryStream) => new MemoryStream(value.GetBytesFromBase64()),
            _ when type == typeof(Document) => ReadDocument(value),
            _ when type.IsSubclassOf(typeof(ConstantClass)) => Activator.CreateInstance(type, value.GetString()),
            { IsGenericType: true } => ReadCollection(value, type),
            _ => ReadStructure(value, type),
        };
    }

    private object ReadStructure(JsonElement value, Type type)
    {
        var target = Activator.CreateInstance(type);
        Fill(target, value);
        return target;
    }

    private IEnumerable ReadCollection(JsonElement value, Type type)
    {
        var collection = Activator.CreateInstance(type);
        if (collection is IDictionary map)
        {
            foreach (var entry in value.EnumerateObject())
            {
                map[entry.Name] = ReadValue(entry.Value, type.GenericTypeArguments[1]);
            }

            return map;
        }

        var list = (IList)collection;
        foreach (var item in value.EnumerateArray())
        {
            list.Add(ReadValue(item, type.GenericTypeArguments[0]));
        }

        return list;
    }

    private static DateTime ReadTimestamp(JsonElement value) => value.ValueKind == JsonValueKind.Number
        ? DateTime.UnixEpoch.AddTicks((long)(value.GetDouble() * TimeSpan.TicksPerSecond))
        : value.GetDateTime().ToUniversalTime();

    private static Document ReadDocument(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => new Document(value.GetString()),
        JsonValueKind.True => new Document(true),
        JsonValueKind.False => new Document(false),
        JsonValueKind.Number when value.TryGetInt32(out var number) => new Document(number),
        JsonValueKind.Number when value.TryGetInt64(out var number) => new Document(number),
        JsonValueKind.Number => new Document(value.GetDouble()),
        JsonValueKind.Array => new Document(value.EnumerateArray().Select(ReadDocument).ToList()),
        JsonValueKind.Object => new Document(
            value.EnumerateObject().ToDictionary(p => p.Name, p => ReadDocument(p.Value))),
        _ => default,
    };
}
