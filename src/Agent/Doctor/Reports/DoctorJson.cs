using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentStack.Agent.Doctor.Reports;

[JsonSerializable(typeof(DoctorBody))]
internal sealed partial class DoctorJson : JsonSerializerContext
{
    /// <summary>As people read it: apostrophes and angle brackets are no danger outside a page.</summary>
    public static DoctorJson Readable { get; } = new(new JsonSerializerOptions
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
