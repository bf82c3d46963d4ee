using System.Runtime.InteropServices;

namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>A number that is known, or the result of an earlier step of the plan.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Operand(double? Number, int? Step);
