namespace AgentStack.LocalAws.Ssm;

/// <summary>The names are those of the wire.</summary>
internal enum ParameterType
{
    String,
    StringList,
    SecureString,
}
