// SPDX-License-Identifier: BSL-1.0
#include "ocel.hpp"

#include "xml_parts.hpp"

#include <pangkas/core/impl/echo.hpp>
#include <pangkas/core/suggestion.hpp>
#include <pangkas/error.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

namespace pangkas::inline v0_1::detail {
namespace {

const auto at_no_row = [] { return std::size_t{0}; };

}  // namespace

object_log::object_log(std::string file, const log_mapping& mapping)
    : file_(std::move(file)), mapping_(mapping) {}

void object_log::begin_event(std::string_view type, std::string_view time) {
  at_ = times_.size();
  times_.push_back({});
  type_of_event_.push_back(types_of_events_.place(trim(type)));
  for (auto& attribute : attributes_) attribute.push_back(no_entry);
  if (!time.empty()) set_time(time);
}

void object_log::set_time(std::string_view time) {
  log_mapping as_utc;  // as the specification has it, where no offset is written
  as_utc.days = mapping_.days;
  as_utc.offset = mapping_.offset.value_or(0);
  times_[at_] = stamp_of(trim(time), as_utc, faults_, at_no_row);
}

void object_log::attribute(std::string_view name, std::string_view value) {
  const std::array<const log_field*, attributes_asked> fields{&mapping_.resource, &mapping_.role,
                                                              &mapping_.group};
  for (std::size_t f = 0; f < fields.size(); ++f) {
    const auto& keys = fields[f]->keys;
    if (std::ranges::find(keys, name) == keys.end()) continue;
    const std::string_view said = said_by(*fields[f], trim(value));
    if (!said.empty()) attributes_[f][at_] = values_.place(said);
  }
}

void object_log::relation(std::string_view object, std::string_view qualifier) {
  const std::uint32_t place = objects_.place(object);
  if (place == type_of_object_.size()) type_of_object_.push_back(no_entry);
  relations_.push_back(
      {static_cast<std::uint32_t>(at_), place, qualifiers_.place(trim(qualifier))});
}

void object_log::object(std::string_view id, std::string_view type) {
  const std::uint32_t place = objects_.place(id);
  if (place == type_of_object_.size()) type_of_object_.push_back(no_entry);
  type_of_object_[place] = types_of_objects_.place(trim(type));
}

/// Two objects of another type interleave in a case: one comes, another, and the first again.
void object_log::note_divergence(
    const std::vector<std::pair<std::uint32_t, std::uint32_t>>& events_of_cases,
    const std::vector<std::size_t>& begin, std::uint32_t case_type, std::uint32_t resource_type,
    log_read& result) const {
  std::map<std::uint32_t, std::uint32_t> last;             // by type, in the case
  std::set<std::pair<std::uint32_t, std::uint32_t>> left;  // type and object
  std::uint32_t at_case = no_entry;
  bool interleaves = false;
  for (const auto& [case_object, event] : events_of_cases) {
    if (case_object != at_case) {
      if (interleaves) ++result.flattening->divergence;
      last.clear();
      left.clear();
      interleaves = false;
      at_case = case_object;
    }
    for (std::size_t r = begin[event]; r < begin[event + 1] && !interleaves; ++r) {
      const std::uint32_t object = relations_[r].object;
      const std::uint32_t type = type_of_object_[object];
      if (type == case_type || type == resource_type) continue;
      const auto [before, is_first] = last.try_emplace(type, object);
      if (is_first || before->second == object) continue;
      interleaves = left.contains({type, object});
      left.insert({type, before->second});
      before->second = object;
    }
  }
  if (interleaves) ++result.flattening->divergence;
}

void object_log::flatten(const case_choice& choice, bool by_time, log_read& result) {
  std::vector<std::string_view> known;
  for (std::size_t t = 0; t < types_of_objects_.texts.size(); ++t)
    known.push_back(types_of_objects_.texts[t]);
  const auto type_called = [&](const std::string& name, const char* option,
                               const char* what) -> std::uint32_t {
    const std::uint32_t type = types_of_objects_.known(name);
    if (type == no_entry || name.empty())
      throw input_error(
          fmt::format("{} is about objects of the types {}; say which of them {} ({}){}", file_,
                      fmt::join(known, ", "), what, option,
                      name.empty() ? std::string()
                                   : fmt::format("; there is no \"{}\"{}", echo(name),
                                                 did_you_mean(name, known))),
          file_);
    return type;
  };
  if (times_.empty())
    throw input_error(fmt::format("{} has no events; an event log has at least one", file_), file_);
  const std::uint32_t case_type = type_called(choice.case_type, "--case-type", "are the cases");
  const std::uint32_t resource_type =
      choice.resource_type.empty()
          ? no_entry
          : type_called(choice.resource_type, "--resource-type", "perform");

  // Relations event by event, each once.
  std::ranges::stable_sort(relations_, {}, &related::event);
  const auto same = [](const related& a, const related& b) {
    return a.object == b.object && a.qualifier == b.qualifier;
  };
  std::vector<std::size_t> begin(times_.size() + 1, 0);
  std::size_t kept = 0;
  std::size_t from = 0;
  for (std::size_t event = 0; event < times_.size(); ++event) {
    begin[event] = kept;
    for (; from < relations_.size() && relations_[from].event == event; ++from) {
      const related r = relations_[from];
      if (type_of_object_[r.object] == no_entry) {
        faults_.note(log_fault::unknown_object, at_no_row, objects_.texts[r.object]);
        continue;
      }
      const auto first = relations_.begin() + static_cast<std::ptrdiff_t>(begin[event]);
      const auto last = relations_.begin() + static_cast<std::ptrdiff_t>(kept);
      // An event has few relations; one that has many is not searched for repeats of each.
      constexpr std::size_t few = 64;
      if (kept - begin[event] < few &&
          std::any_of(first, last, [&](const related& k) { return same(k, r); })) {
        faults_.note(log_fault::repeated_relation, at_no_row, objects_.texts[r.object]);
        continue;
      }
      relations_[kept++] = r;
    }
  }
  begin.back() = kept;
  relations_.resize(kept);

  std::vector<std::uint32_t> order(times_.size());
  std::iota(order.begin(), order.end(), 0U);
  if (by_time) std::ranges::stable_sort(order, {}, [&](std::uint32_t e) { return times_[e].at; });
  const std::uint32_t qualifier =
      choice.qualifier.empty() ? no_entry : qualifiers_.known(choice.qualifier);
  event_log_builder events;
  flattening_account account;
  account.events = times_.size();
  std::vector<std::pair<std::uint32_t, std::uint32_t>> events_of_cases;
  std::vector<std::uint32_t> cases;
  const auto value = [&](std::size_t which, std::uint32_t e) {
    const std::uint32_t entry = attributes_[which][e];
    return entry == no_entry ? std::string_view{} : values_.texts[entry];
  };
  for (const std::uint32_t e : order) {
    cases.clear();
    std::uint32_t performer = no_entry;
    std::size_t performers = 0;
    for (std::size_t r = begin[e]; r < begin[e + 1]; ++r) {
      const related& to = relations_[r];
      const std::uint32_t type = type_of_object_[to.object];
      if (type == case_type) cases.push_back(to.object);
      if (type != resource_type) continue;
      if (!choice.qualifier.empty() && to.qualifier != qualifier) continue;
      if (performers++ == 0) performer = to.object;
    }
    if (performers > 1) faults_.note(log_fault::several_performers, at_no_row);
    if (cases.size() > 1) {
      std::ranges::sort(cases);
      cases.erase(std::unique(cases.begin(), cases.end()), cases.end());
    }
    if (cases.empty()) {
      ++account.without;
      continue;
    }
    account.convergence += cases.size() - 1;
    event_row row;
    row.activity = types_of_events_.texts[type_of_event_[e]];
    row.time = times_[e];
    if (row.time.at == no_instant) faults_.note(log_fault::no_time, at_no_row);
    row.resource = performer != no_entry ? objects_.texts[performer] : value(0, e);
    row.role = value(1, e);
    row.group = value(2, e);
    for (const std::uint32_t at_case : cases) {
      row.case_id = objects_.texts[at_case];
      events.add(row);
      events_of_cases.emplace_back(at_case, e);
    }
  }
  result.flattening = account;
  std::ranges::stable_sort(events_of_cases, {}, [](const auto& of) { return of.first; });
  note_divergence(events_of_cases, begin, case_type, resource_type, result);
  if (events.size() == 0)
    throw input_error(
        fmt::format("no event of {} concerns an object of the type \"{}\"; choose another "
                    "(--case-type) of {}",
                    file_, echo(choice.case_type), fmt::join(known, ", ")),
        file_);
  finish_log(std::move(events), faults_, file_, mapping_, result);
}

// ---- JSON -----------------------------------------------------------------------------------

namespace {

/// Takes the document piece by piece: none of it stays in memory but what is asked for.
class ocel_json_events {
 public:
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  ocel_json_events(object_log& log, const std::string& file) : log_(log), file_(file) {}

  bool null() { return value({}); }
  bool boolean(bool is) { return value(is ? "true" : "false"); }
  bool number_integer(number_integer_t number) { return value(std::to_string(number)); }
  bool number_unsigned(number_unsigned_t number) { return value(std::to_string(number)); }
  bool number_float(number_float_t, const string_t& text) { return value(text); }
  bool string(string_t& text) { return value(text); }
  bool binary(binary_t&) { return true; }

  bool start_object(std::size_t) { return begin(); }
  bool start_array(std::size_t) { return begin(); }
  bool key(string_t& name) {
    if (depth_ == 1) section_ = name;
    if (depth_ == 3) field_ = name;
    if (depth_ == 5) inner_ = name;
    return true;
  }
  bool end_array() { return end(); }
  bool end_object() {
    if (depth_ == 5 && is_event() && field_ == "attributes")
      attributes_.emplace_back(std::move(name_), std::move(said_));
    if (depth_ == 5 && is_event() && field_ == "relationships")
      relations_.emplace_back(std::move(object_), std::move(qualifier_));
    if (depth_ == 3 && is_event()) {
      log_.begin_event(type_, time_);
      for (const auto& [name, said] : attributes_) log_.attribute(name, said);
      for (const auto& [object, qualifier] : relations_) log_.relation(object, qualifier);
    }
    if (depth_ == 3 && section_ == "objects") log_.object(id_, type_);
    return end();
  }
  bool parse_error(std::size_t at, const std::string&, const nlohmann::json::exception&) {
    throw input_error(
        fmt::format("{} is no valid JSON at byte {}; the file may be cut off, so copy "
                    "or export it again",
                    file_, at),
        file_);
  }

  [[nodiscard]] bool has_sections() const noexcept { return has_events_ && has_objects_; }

 private:
  [[nodiscard]] bool is_event() const { return section_ == "events"; }
  bool begin() {
    // The deepest that OCEL has is seven.
    if (++depth_ > 64)
      throw input_error(fmt::format("{} nests values more than 64 deep, as no log does", file_),
                        file_);
    if (depth_ == 2) {
      has_events_ = has_events_ || is_event();
      has_objects_ = has_objects_ || section_ == "objects";
    }
    if (depth_ == 3) {
      for (std::string* text : {&id_, &type_, &time_, &field_}) text->clear();
      attributes_.clear();
      relations_.clear();
    }
    if (depth_ == 5)
      for (std::string* text : {&name_, &said_, &object_, &qualifier_, &inner_}) text->clear();
    return true;
  }
  bool end() {
    --depth_;
    return true;
  }
  bool value(std::string_view text) {
    if (depth_ == 3) {
      if (field_ == "id") id_ = text;
      if (field_ == "type") type_ = text;
      if (field_ == "time") time_ = text;
    } else if (depth_ == 5) {
      if (inner_ == "name") name_ = text;
      if (inner_ == "value") said_ = text;
      if (inner_ == "objectId") object_ = text;
      if (inner_ == "qualifier") qualifier_ = text;
    }
    return true;
  }

  object_log& log_;
  const std::string& file_;
  int depth_ = 0;
  bool has_events_ = false;
  bool has_objects_ = false;
  std::string section_, field_, inner_;
  std::string id_, type_, time_;
  std::string name_, said_, object_, qualifier_;
  std::vector<std::pair<std::string, std::string>> attributes_, relations_;
};

class ocel_xml_events final : public xml_events {
 public:
  explicit ocel_xml_events(object_log& log) : log_(log) {}

  void begin(std::string_view name, const xml_attributes& attributes) override {
    const auto said = [&](std::string_view key) { return attributes.find(key).value_or(""); };
    ++depth_;
    if (depth_ == 2) section_ = name;
    if (depth_ == 3) in_event_ = section_ == "events" && name == "event";
    if (depth_ == 3 && in_event_) log_.begin_event(said("type"), said("time"));
    if (depth_ == 3 && section_ == "objects" && name == "object")
      log_.object(said("id"), said("type"));
    // What another element among the events says is no event's.
    if (depth_ != 5 || !in_event_) return;
    if (name == "attribute") {
      attribute_ = said("name");
      value_.clear();
      takes_text_ = true;
    } else if (name == "relationship" || name == "object") {
      const auto object = said("object-id");
      if (!object.empty()) log_.relation(object, said("qualifier"));
    }
  }
  void end(std::string_view) override {
    if (depth_ == 5 && takes_text_) {
      log_.attribute(attribute_, value_);
      takes_text_ = false;
    }
    --depth_;
  }
  void text(std::string_view piece) override {
    if (takes_text_) value_ += piece;
  }

 private:
  object_log& log_;
  int depth_ = 0;
  std::string section_;
  std::string attribute_;
  std::string value_;
  bool in_event_ = false;
  bool takes_text_ = false;
};

}  // namespace

void read_ocel_json(std::string_view bytes, object_log& log, const std::string& file) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  ocel_json_events events(log, file);
  nlohmann::json::sax_parse(bytes, &events);
  if (!events.has_sections())
    throw input_error(fmt::format("{} is JSON but no event log: it lacks the lists \"events\" and "
                                  "\"objects\" of OCEL 2.0",
                                  file),
                      file);
}

void read_ocel_xml(unpacked_pieces& pieces, object_log& log, const std::string& file) {
  ocel_xml_events events(log);
  xml_feed xml(events, [&](const std::string& what) {
    throw input_error(fmt::format("{} cannot be read as OCEL: it {}; the file may be cut off, so "
                                  "copy or export it again",
                                  file, what),
                      file);
  });
  for (;;) {
    const std::string_view piece = pieces.next();
    xml.feed(piece, piece.empty());
    if (piece.empty()) break;
  }
}

}  // namespace pangkas::detail
