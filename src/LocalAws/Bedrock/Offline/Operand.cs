namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>A number that is known, or the result of an earlier step of the plan.</summary>
internal readonly record struct Operand(decimal? Number, int? Step);
