using System.Text.Json.Serialization;

namespace AgentStack.LocalAws.Ssm;

[JsonSerializable(typeof(GetParameterRequest))]
[JsonSerializable(typeof(GetParametersRequest))]
[JsonSerializable(typeof(GetParametersByPathRequest))]
[JsonSerializable(typeof(PutParameterRequest))]
[JsonSerializable(typeof(DeleteParameterRequest))]
internal sealed partial class SsmJson : JsonSerializerContext;
