namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>What can be done with two numbers.</summary>
internal enum Operator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Modulo,
}
