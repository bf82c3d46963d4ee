using AgentStack.McpServer;

return await McpServerApplication.RunAsync(args);
