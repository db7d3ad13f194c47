// The word means the entity here; the message of the same name is written out where it is meant.
global using Notification = Logistics.Notifications.Domain.Notification;
