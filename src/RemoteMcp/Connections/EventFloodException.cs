namespace AgentStack.RemoteMcp.Connections;

/// <summary>A stream brought more events in a short time than a server with something to say sends.</summary>
internal sealed class EventFloodException() : Exception("The server sends more events than are taken of one.");
