#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "objects/field.hpp"
#include "objects/types/tags.hpp"

namespace elan {

// A kind of business thing, as declared: derive from it, one line a field. The first six fields are the same for all
// objects.
class Object : public FieldSet {
 public:
    Object(std::string key, std::string label_fr, std::string plural_fr);

    Field<Text> id = field("id", "Identifiant", "Id");
    Field<Number> revision =
        field("revision", "Révision", "Revision");  // number of the commit that last changed the record
    Field<Moment> created_at = field("created_at", "Créé le", "Created");
    Field<Moment> updated_at = field("updated_at", "Modifié le", "Changed");
    Field<Link> created_by = field("created_by", "Créé par", "Created by").to("user");
    Field<Moment> deleted_at = field("deleted_at", "Mis à la corbeille le", "Deleted");
    static constexpr std::size_t system_fields = 6;

    const std::string& key() const { return key_; }
    const std::string& path() const { return path_; }    // in addresses: "leads"
    const std::string& table() const { return table_; }  // in the database: "o_lead"
    const Label& label() const { return label_; }
    const Label& plural() const { return plural_; }
    const std::string& icon() const { return icon_; }
    bool custom() const { return custom_; }
    bool in_menu() const { return in_menu_; }
    // What stands for a record on screen: the values of these fields, with a space between.
    const std::vector<std::size_t>& title_fields() const { return titles_; }
    const FieldDeclaration* owner_field() const { return owner_ ? &fields()[owner_] : nullptr; }
    const FieldDeclaration* audience_field() const { return audience_ ? &fields()[audience_] : nullptr; }
    const FieldDeclaration* board_field() const { return board_ ? &fields()[board_] : nullptr; }
    const FieldDeclaration* told_field() const { return told_ ? &fields()[told_] : nullptr; }
    const FieldDeclaration* start_field() const { return start_ ? &fields()[start_] : nullptr; }
    const FieldDeclaration* length_field() const { return length_ ? &fields()[length_] : nullptr; }

    // A customer's own object.
    static Object made_by_customer(std::string key, Label label, Label plural);
    void add_custom_field(FieldDeclaration declaration);
    void rename(Label label, Label plural) {
        label_ = std::move(label);
        plural_ = std::move(plural);
    }

 protected:
    void english(std::string label, std::string plural);
    void known_as(std::string path, std::string icon);
    template <class... T>
    void titled_by(const Field<T>&... fields) {
        titles_ = {fields.index...};
    }
    void owned_by(const Field<Link>& field) { owner_ = field.index; }  // whose record it is: own, team, all
    // Who reads the record besides those whose it is: a choice of "mine", "team" (the owner's) and "all".
    void read_by(const Field<ChoiceOf>& field) { audience_ = field.index; }
    void board_by(const Field<ChoiceOf>& field) { board_ = field.index; }
    // When it happened. Its records are told in the timelines of those that they lead to.
    void told_at(const Field<Moment>& field) { told_ = field.index; }
    // When it begins and how long it takes: its place in a calendar.
    void takes_place(const Field<Moment>& start, const Field<Duration>& length) {
        start_ = start.index;
        length_ = length.index;
    }
    void out_of_menu() { in_menu_ = false; }

 private:
    std::string key_, path_, table_, icon_ = "box";
    Label label_, plural_;
    std::vector<std::size_t> titles_;
    std::size_t owner_ = 0, audience_ = 0, board_ = 0, told_ = 0, start_ = 0, length_ = 0;
    bool custom_ = false, in_menu_ = true;
};

}  // namespace elan
