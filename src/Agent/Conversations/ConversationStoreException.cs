namespace AgentStack.Agent.Conversations;

/// <summary>The store failed. The message is for the person who asked: which store, what is wrong, the remedy; no secret.</summary>
internal sealed class ConversationStoreException(string message, Exception? inner = null) : Exception(message, inner);
