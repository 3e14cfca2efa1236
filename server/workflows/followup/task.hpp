#pragma once

#include "objects/action.hpp"
#include "objects/object.hpp"

namespace elan {

// Something to do, or someone to meet, by a certain moment.
struct Task : Object {
    Task() : Object("task", "Tâche", "Tâches") {
        english("Task", "Tasks");
        known_as("tasks", "checklist");
        titled_by(name);
        owned_by(owner);
        board_by(status);
        told_at(due_at);
        takes_place(due_at, length);
    }

    Field<Text> name = field("name", "Intitulé", "Name").required().searchable();
    Field<ChoiceOf> kind = field("kind", "Type", "Kind")
                               .starts_as("todo")
                               .choices({{"todo", {"À faire", "To do"}, "gray"},
                                         {"call", {"Appel", "Call"}, "teal"},
                                         {"email", {"E-mail", "E-mail"}, "indigo"},
                                         {"meeting", {"Rendez-vous", "Appointment"}, "violet"},
                                         {"visit", {"Visite", "Visit"}, "orange"}});
    Field<ChoiceOf> status = field("status", "Statut", "Status")
                                 .tracked()
                                 .starts_as("open")
                                 .choices({{"open", {"À faire", "Open"}, "blue"},
                                           {"done", {"Faite", "Done"}, "green"},
                                           {"cancelled", {"Annulée", "Cancelled"}, "gray"}});
    Field<Moment> due_at = field("due_at", "Échéance", "Due").indexed();
    Field<Duration> length = field("length", "Durée", "Length").when(kind, {"call", "meeting", "visit"});
    Field<Moment> remind_at = field("remind_at", "Rappel par e-mail", "E-mail reminder");
    Field<ChoiceOf> kept = field("kept", "Rendez-vous honoré", "Appointment kept")
                               .when(kind, {"meeting", "visit"})
                               .tracked()
                               .choices({{"kept", {"Venu", "Kept"}, "green"}, {"missed", {"Absent", "Missed"}, "red"}});
    Field<Link> about = field("about", "Concerne", "About").to("*");
    Field<Link> owner = field("owner", "Responsable", "Owner").to("user").tracked();
    Field<LongText> description = field("description", "Description", "Description");
};
inline const Task task;

}  // namespace elan
