// These words mean the entities here; the messages of the same names are written out where they are meant.
global using Notification = Logistics.Notifications.Domain.Notification;
global using Suppression = Logistics.Notifications.Domain.Suppression;
global using Template = Logistics.Notifications.Templates.Template;
global using TemplateChange = Logistics.Notifications.Domain.TemplateChange;
global using TemplateVariable = Logistics.Notifications.Templates.TemplateVariable;
global using TemplateVersion = Logistics.Notifications.Domain.TemplateVersion;
