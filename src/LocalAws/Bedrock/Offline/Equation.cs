namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>One operator with its two operands.</summary>
internal sealed record Equation(Operator Operator, Operand Left, Operand Right);
