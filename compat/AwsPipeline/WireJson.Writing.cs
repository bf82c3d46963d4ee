using System.Collections;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Documents;
using Amazon.Runtime.Documents.Internal.Transform;

namespace AgentStack.Compat.AwsPipeline;

internal sealed partial class WireJson
{
    private void WriteValue(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case string or ConstantClass: writer.WriteStringValue(value.ToString()); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case int number: writer.WriteNumberValue(number); break;
            case long number: writer.WriteNumberValue(number); break;
            case float number: writer.WriteNumberValue(number); break;
            case double number: writer.WriteNumberValue(number); break;
            case DateTime time: writer.WriteNumberValue(UnixSeconds(time)); break;
            case MemoryStream bytes: writer.WriteBase64StringValue(bytes.ToArray()); break;
            case Document document: DocumentMarshaller.Instance.Write(writer, document); break;
            case IDictionary map: WriteMap(writer, map); break;
            case IEnumerable list: WriteList(writer, list); break;
            default: WriteStructure(writer, value); break;
        }
    }

    private static decimal UnixSeconds(DateTime time) =>
        (decimal)(time.ToUniversalTime() - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;

    private void WriteMap(Utf8JsonWriter writer, IDictionary map)
    {
        writer.WriteStartObject();
        foreach (DictionaryEntry entry in map)
        {
            writer.WritePropertyName((string)entry.Key);
            WriteValue(writer, entry.Value);
        }

        writer.WriteEndObject();
    }

    private void WriteList(Utf8JsonWriter writer, IEnumerable list)
    {
        writer.WriteStartArray();
        foreach (var item in list)
        {
            WriteValue(writer, item);
        }

        writer.WriteEndArray();
    }

    private void WriteStructure(Utf8JsonWriter writer, object value)
    {
        writer.WriteStartObject();
        foreach (var member in MembersOf(value.GetType()))
        {
            if (member.GetValue(value) is { } set && IsSet(set))
            {
                writer.WritePropertyName(wireName(member.Name));
                WriteValue(writer, set);
            }
        }

        writer.WriteEndObject();
    }
}
