using System.Globalization;
using System.Text.Json;

namespace AgentStack.Telemetry.Logging;

internal static class JsonLineValue
{
    /// <summary>Numbers and truth values as such, times as ISO 8601, all else as text.</summary>
    public static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNull(name);
                break;
            case bool truth:
                json.WriteBoolean(name, truth);
                break;
            case int or long or short or byte or uint:
                json.WriteNumber(name, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double number when double.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            case decimal number:
                json.WriteNumber(name, number);
                break;
            case DateTimeOffset time:
                json.WriteString(name, time);
                break;
            case DateTime time:
                json.WriteString(name, time);
                break;
            case TimeSpan span:
                json.WriteString(name, span.ToString("c", CultureInfo.InvariantCulture));
                break;
            default:
                json.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
