// SPDX-License-Identifier: BSL-1.0
#include "decision_cells.hpp"
#include "json_document.hpp"
#include "json_positions.hpp"
#include "rank_scheme_in_json.hpp"

#include <pangkas/core/condition.hpp>
#include <pangkas/core/holder.hpp>
#include <pangkas/core/impl/echo.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/matter_step.hpp>
#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/core/suggestion.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/json.hpp>
#include <pangkas/io/presets.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

using nlohmann::json;

/// Reads the members of one JSON object into fields; what does not fit is a finding.
class object_reader {
 public:
  /// @param key_of_position  The member that holds the code of a position, for findings.
  object_reader(const json& object, organisation_builder& builder, origin from,
                std::string_view what, std::string_view key_of_position)
      : object_(object),
        builder_(builder),
        from_(from),
        what_(what),
        key_of_position_(key_of_position) {}

  /// Reports a member that stands twice, and forgets it. The parsers keep the last one.
  object_reader& once(std::string& repeated, const char* action) {
    const std::string key = std::exchange(repeated, {});
    if (key.empty()) return *this;
    builder_.report("repeated-key", severity::error, from_, key, code(),
                    fmt::format("\"{}\" stands twice in {}", detail::echo(key), what_), action);
    return *this;
  }
  /// The same for an entry that could say anything.
  object_reader& once_or_left_out(std::string& repeated) {
    left_out_ = !repeated.empty();
    return once(repeated, "left out");
  }
  object_reader& text(const char* key, std::string& field) {
    known_.push_back(key);
    const auto found = object_.find(key);
    if (found == object_.end() || found->is_null()) return *this;
    if (found->is_string())
      field = found->get<std::string>();
    else
      wrong(key, "a text", *found);
    return *this;
  }
  /// A text without which the entry would say more than it does.
  object_reader& text_or_left_out(const char* key, std::string& field) {
    known_.push_back(key);
    const auto found = object_.find(key);
    if (found == object_.end() || found->is_null()) return *this;
    if (!found->is_string()) {
      left_out_ = true;
      return wrong(key, "a text", *found, "left out");
    }
    field = found->get<std::string>();
    return *this;
  }
  object_reader& number(const char* key, std::optional<double>& field,
                        const detail::number_range& range = detail::any_number) {
    known_.push_back(key);
    const auto found = object_.find(key);
    if (found == object_.end() || found->is_null()) return *this;
    if (const auto value = detail::number_in(*found, range))
      field = value;
    else
      wrong(key, to_string(range), *found);
    return *this;
  }
  /// Absent would mean one for each originator, so that a negative one is read as none.
  object_reader& volume(const char* key, std::optional<double>& field) {
    const auto found = object_.find(key);
    if (found == object_.end() || !found->is_number() || found->get<double>() >= 0)
      return number(key, field);
    known_.push_back(key);
    field = 0.0;
    return wrong(key, to_string(detail::any_number), *found, "read as 0");
  }
  /// A number without which the entry would say more than it does.
  template <class Number>
  object_reader& number_or_left_out(const char* key, std::optional<Number>& field,
                                    const detail::number_range& range = detail::any_number) {
    known_.push_back(key);
    const auto found = object_.find(key);
    if (found == object_.end() || found->is_null()) return *this;
    if (const auto value = detail::number_in(*found, range)) {
      field = static_cast<Number>(*value);
      return *this;
    }
    left_out_ = true;
    return wrong(key, to_string(range), *found, "left out");
  }
  template <class Field>
  object_reader& whole(const char* key, Field& field, std::uint32_t least = 0) {
    known_.push_back(key);
    const auto found = object_.find(key);
    if (found == object_.end() || found->is_null()) return *this;
    if (const auto value = detail::whole_in(*found, least))
      field = *value;
    else
      wrong(key, to_string(detail::whole_numbers(least)), *found);
    return *this;
  }
  object_reader& truth(const char* key, bool& field) {
    known_.push_back(key);
    const auto found = object_.find(key);
    if (found == object_.end() || found->is_null()) return *this;
    if (!found->is_boolean()) return wrong(key, "true or false", *found);
    field = found->get<bool>();
    return *this;
  }
  /// A text in the form of a cell of a table, which one of our parsers reads.
  template <class Field, class Parse>
  object_reader& parsed(const char* key, Field& field, const Parse& parse, std::string_view rule) {
    std::string written;
    text(key, written);
    if (!written.empty()) parse_into(key, written, field, parse, rule, "read as absent");
    return *this;
  }
  /// One without which the entry would say something else.
  template <class Field, class Parse>
  object_reader& parsed_or_left_out(const char* key, Field& field, const Parse& parse,
                                    std::string_view rule) {
    std::string written;
    text_or_left_out(key, written);
    if (!written.empty() && !parse_into(key, written, field, parse, rule, "left out"))
      left_out_ = true;
    return *this;
  }
  object_reader& texts(const char* key, std::vector<std::string>& field) {
    known_.push_back(key);
    const auto found = object_.find(key);
    if (found == object_.end() || found->is_null()) return *this;
    const bool all_text = found->is_array() &&
                          std::ranges::all_of(*found, [](const json& v) { return v.is_string(); });
    if (all_text)
      field = found->get<std::vector<std::string>>();
    else
      wrong(key, "a list of texts", *found);
    return *this;
  }
  template <class Field, class Parse>
  object_reader& name(const char* key, Field& field, Parse parse, const char* wanted) {
    std::string text_value;
    text(key, text_value);
    if (text_value.empty()) return *this;
    if (const auto parsed = parse(text_value))
      field = *parsed;
    else
      wrong(key, wanted, json(text_value));
    return *this;
  }
  /// A name without which the entry would say more than it does.
  template <class Field, class Parse>
  object_reader& name_or_left_out(const char* key, Field& field, Parse parse, const char* wanted) {
    known_.push_back(key);
    const auto found = object_.find(key);
    if (found == object_.end() || found->is_null()) return *this;
    if (const auto parsed = found->is_string() ? parse(found->get<std::string>()) : std::nullopt) {
      field = *parsed;
      return *this;
    }
    left_out_ = true;
    return wrong(key, wanted, *found, "left out");
  }
  object_reader& type(const char* key, line_type& field) {
    std::string written;
    text(key, written);
    if (const auto parsed = parse_line_type(written)) {
      field = *parsed;
      return *this;
    }
    left_out_ = true;
    builder_.report(
        "unknown-line-type", severity::error, from_, key, code(),
        fmt::format("\"{}\" is none of functional, assignment, coordination, acting, membership{}",
                    detail::echo(written), did_you_mean(written, detail::line_type_names)),
        "the line was left out");
    return *this;
  }
  /// A member without which the entry says nothing.
  object_reader& needed(const char* key, bool is_there) {
    if (is_there || left_out_) return *this;
    left_out_ = true;
    builder_.report("bad-value", severity::error, from_, key, code(),
                    fmt::format("{} has no \"{}\"", what_, key), "left out");
    return *this;
  }
  /// Whether the entry is to be left out.
  [[nodiscard]] bool left_out() const { return left_out_; }

  /// Reports the members that nobody asked for.
  void end() {
    for (const auto& [key, value] : object_.items())
      if (std::ranges::find(known_, key) == known_.end())
        builder_.report("unknown-key", severity::warning, from_, key, code(),
                        fmt::format("{} has the unknown key \"{}\"", what_, detail::echo(key)),
                        "left out");
  }

 private:
  template <class Field, class Parse>
  bool parse_into(const char* key, const std::string& written, Field& field, const Parse& parse,
                  std::string_view rule, const char* action) {
    try {
      field = parse(written);
      return true;
    } catch (const input_error& e) {
      builder_.report(rule, severity::error, from_, key, code(), e.what(), action);
      return false;
    }
  }
  /// A value in a sentence. One that holds others may hold any number of them, in any depth.
  static std::string shown(const json& value) {
    if (value.is_array()) return "a list";
    if (value.is_object()) return "an object";
    if (value.is_string()) return '"' + detail::echo(value.get_ref<const std::string&>()) + '"';
    return value.dump();
  }
  object_reader& wrong(const char* key, std::string_view wanted, const json& value,
                       const char* action = "read as absent") {
    builder_.report("bad-value", severity::error, from_, key, code(),
                    fmt::format("\"{}\" must be {}, it is {}", key, wanted, shown(value)), action);
    return *this;
  }
  /// The code of the position that the entry is about, if it is about one.
  [[nodiscard]] std::string code() const {
    const auto found = object_.find(key_of_position_);
    return found != object_.end() && found->is_string() ? found->get<std::string>() : "";
  }

  const json& object_;
  organisation_builder& builder_;
  origin from_;
  std::string_view what_;
  std::string key_of_position_;
  std::vector<std::string_view> known_;
  bool left_out_ = false;
};

std::shared_ptr<const rank_scheme> scheme_from_json(const json& value, const std::string& file) {
  if (value.is_null()) return std::make_shared<rank_scheme>();
  if (value.is_string()) {
    const auto name = value.get<std::string>();
    const auto names = preset_schemes();
    if (std::ranges::find(names, name) != names.end()) return preset_scheme(name);
    throw input_error(fmt::format("{}: the rank scheme \"{}\" is not known; known are {}", file,
                                  detail::echo(name), fmt::join(names, ", ")),
                      file, {}, "scheme");
  }
  return detail::rank_scheme_in(value, file);
}

constexpr std::array<std::string_view, 5> sections{"positions", "matters", "lines", "authorities",
                                                   "steps"};

constexpr const char* all_acts =
    "draft, certify, recommend, review, initial, concur, approve, sign, countersign, report or "
    "veto";

std::optional<volume_sharing> parse_sharing(std::string_view text) {
  if (text == "positions") return volume_sharing::by_position;
  return text == "seats" ? std::optional(volume_sharing::by_seats) : std::nullopt;
}

/// Takes the entries of the arrays as the parser completes them, so that they never stand in
/// memory together, and checks the head of the document at its end.
class document_reader {
 public:
  document_reader(detail::document_text& document, std::string_view file,
                  organisation_builder& builder, std::shared_ptr<const rank_scheme> scheme)
      : document_(document),
        file_(file),
        builder_(builder),
        scheme_(std::move(scheme)),
        file_number_(builder.add_file(file_)),
        positions_(builder, [this](const json& entry, std::string repeated, origin from) {
          repeated_ = std::move(repeated);
          take_odd_position(entry, from);
        }) {}

  /// A member that stands twice in an entry is a finding; in the head, and so in the rank scheme, it
  /// is a fault of the document.
  template <class Find>
  bool may_repeat(int depth, const Find& find) {
    if (depth < 2 || std::ranges::find(sections, section_) == sections.end()) return false;
    if (depth == 2) repeated_ = find().key;
    return true;  // deeper, nothing is read that holds members
  }

  bool operator()(int depth, json::parse_event_t event, json& parsed) {
    if (event == json::parse_event_t::key && depth == 1) {
      section_ = parsed.get<std::string>();
      entries_ = 0;
      is_list_ = false;
    }
    if (event == json::parse_event_t::array_start && depth == 1) is_list_ = true;
    const bool is_entry = depth == 2 && std::ranges::find(sections, section_) != sections.end();
    if (!is_entry) return true;
    if (event == json::parse_event_t::object_end) {
      take(parsed);
      if (is_list_ && section_ == "positions") take_following_positions();
      return false;
    }
    if (event == json::parse_event_t::value || event == json::parse_event_t::array_end) {
      ++entries_;
      report_no_object(here());
      return false;
    }
    return true;
  }

  void check_head(const json& head) {
    detail::check_document(head, file_, "organisation", "an organisation", json_version);
    for (const std::string_view name : sections)
      if (const auto section = head.find(name); section != head.end() && !section->is_array())
        throw input_error(fmt::format("{}: \"{}\" must be a list", file_, name), file_, {},
                          std::string(name));
    if (!head.contains("positions"))
      throw input_error(fmt::format("{} has no \"positions\"", file_), file_, {}, "positions");
    if (scheme_)
      builder_.use_scheme(scheme_);
    else if (head.contains("scheme"))
      builder_.use_scheme(scheme_from_json(head["scheme"], file_));
    constexpr std::array<std::string_view, 3> known{"pangkas", "version", "scheme"};
    for (const auto& [key, value] : head.items())
      if (std::ranges::find(known, key) == known.end() &&
          std::ranges::find(sections, key) == sections.end())
        builder_.report(
            "unknown-key", severity::warning, {file_number_, 0}, key, {},
            fmt::format("the organisation has the unknown key \"{}\"", detail::echo(key)),
            "left out");
  }

 private:
  [[nodiscard]] origin here() const { return {file_number_, static_cast<std::uint32_t>(entries_)}; }

  void take(const json& entry) {
    ++entries_;
    if (section_ == "positions")
      take_position(entry, here());
    else if (section_ == "matters")
      take_matter(entry);
    else if (section_ == "lines")
      take_line(entry);
    else if (section_ == "authorities")
      take_authority(entry);
    else
      take_step(entry);
  }

  /// To the parser the list then reads as if they did not stand in it.
  void take_following_positions() {
    const auto taken = positions_.add_following(document_.rest(), here());
    document_.pass_over(taken.bytes);
    entries_ += taken.entries;
  }

  void take_odd_position(const json& entry, origin from) {
    if (entry.is_object())
      take_position(entry, from);
    else
      report_no_object(from);
  }

  void report_no_object(origin from) {
    builder_.report("bad-value", severity::error, from, section_, {},
                    fmt::format("entry {} of \"{}\" is no object", from.row, section_), "left out");
  }

  void take_position(const json& entry, origin from) {
    position p;
    object_reader(entry, builder_, from, "the position", "code")
        .once(repeated_, "the last one was read")
        .text("code", p.code)
        .text("title", p.title)
        .name("kind", p.kind, parse_position_kind, "structural, functional or executing")
        .text("rank", p.rank)
        .text("reports_to", p.reports_to)
        .text("unit", p.unit)
        .number("seats", p.seats)
        .number("filled", p.filled)
        .text("class", p.position_class)
        .number("cost", p.cost)
        .number("budget", p.budget)
        .texts("flags", p.flags)
        .text("holder", p.holders)
        .text("legal_source", p.legal_source)
        .end();
    builder_.add(p, from);
  }

  void take_matter(const json& entry) {
    matter m;
    std::optional<double> share;
    object_reader reader(entry, builder_, here(), "the matter", "");
    reader.once_or_left_out(repeated_)
        .text("code", m.code)
        .text("name", m.name)
        .parsed_or_left_out("originators", m.originators, parse_condition, "bad-selector")
        .volume("volume", m.volume)
        .number("amount", m.amount)
        .whole("checks", m.checks)
        .whole("initials", m.initials)
        .number("work_minutes", m.work_minutes)
        .number("waiting_hours", m.waiting_hours)
        .name("channel", m.channel, parse_matter_channel, "paper or digital")
        .texts("clerical_steps", m.clerical_steps)
        .truth("strategic", m.strategic)
        .texts("not_same_position", m.not_same_position)
        .texts("not_same_unit", m.not_same_unit)
        .number("pass_good", m.pass_good, detail::a_probability)
        .number("pass_bad", m.pass_bad, detail::a_probability)
        .whole("approvals", m.approvals, 1)
        .texts("families", m.families)
        .text("currency", m.currency)
        .parsed("measures", m.measures, detail::parse_plain_measures, "bad-measures")
        .truth("above_limits", m.above_limits)
        .number("share", share, detail::a_probability)
        .truth("own_first", m.own_first)
        .parsed("until", m.until, parse_holder, "bad-holder")
        .texts("flags", m.flags)
        .number("limit_hours", m.limit_hours)
        .texts("apart", m.apart)
        .parsed("beneficiary", m.beneficiary, parse_holder, "bad-holder")
        .name("shared", m.shared, parse_sharing, "positions or seats")
        .parsed("fallback", m.fallback, parse_holder, "bad-holder")
        .whole("levels_up", m.levels_up, 1)
        .end();
    m.share = share.value_or(1);
    if (!reader.left_out()) builder_.add_matter(std::move(m), here());
  }

  void take_line(const json& entry) {
    reporting_line l;
    object_reader reader(entry, builder_, here(), "the line", "subordinate");
    reader.once_or_left_out(repeated_)
        .text("superior", l.superior)
        .text("subordinate", l.subordinate)
        .type("type", l.type)
        .text_or_left_out("matter", l.matter)
        .text("role", l.role)
        .text_or_left_out("from", l.from)
        .text_or_left_out("until", l.until)
        .text("legal_source", l.legal_source)
        .end();
    if (!reader.left_out()) builder_.add_line(std::move(l), here());
  }

  void take_authority(const json& entry) {
    authority a;
    object_reader reader(entry, builder_, here(), "the authority", "position");
    reader.once_or_left_out(repeated_)
        .text("position", a.position)
        .text("matter", a.matter)
        .number_or_left_out("limit", a.limit)
        .name("source", a.source, parse_authority_source, "attribution, delegation or mandate")
        .text_or_left_out("giver", a.giver)
        .text("legal_source", a.legal_source)
        .text_or_left_out("from", a.from)
        .text_or_left_out("until", a.until)
        .name_or_left_out("acting", a.acting, parse_acting_capacity, "plh or plt")
        .parsed_or_left_out("whoever", a.whoever, parse_holder, "bad-holder")
        .texts("except", a.except)
        .parsed_or_left_out("for", a.originators, parse_condition, "bad-selector")
        .parsed_or_left_out("with", a.with, parse_holder_list, "bad-holder")
        .number_or_left_out("budget_share", a.budget_share, detail::a_probability)
        .text("currency", a.currency)
        .parsed_or_left_out("limits", a.limits, detail::parse_plain_measures, "bad-measures")
        .number_or_left_out("acting_limit", a.acting_limit)
        .number_or_left_out("quorum", a.quorum, detail::whole_numbers<std::uint32_t>(1))
        .number("waiting_hours", a.waiting_hours)
        .truth("stays", a.stays)
        .parsed_or_left_out("receivers", a.receivers, parse_condition, "bad-selector")
        .end();
    if (!reader.left_out()) builder_.keep_authority(std::move(a), here());
  }

  void take_step(const json& entry) {
    matter_step s;
    std::optional<step_act> act;
    std::optional<holder> who;
    object_reader reader(entry, builder_, here(), "the step", "");
    reader.once_or_left_out(repeated_)
        .text("matter", s.matter)
        .name_or_left_out("act", act, parse_step_act, all_acts)
        .parsed_or_left_out("who", who, parse_holder, "bad-holder")
        .parsed_or_left_out("for", s.originators, parse_condition, "bad-selector")
        .truth("after", s.after)
        .text("together", s.together)
        .number("above", s.above)
        .text("flag", s.flag)
        .number("work_minutes", s.work_minutes)
        .number("waiting_hours", s.waiting_hours)
        .number("limit_hours", s.limit_hours)
        .text("legal_source", s.legal_source)
        .needed("act", act.has_value())
        .needed("who", who.has_value())
        .end();
    if (reader.left_out()) return;
    s.act = *act;
    s.who = std::move(*who);
    builder_.add_step(std::move(s), here());
  }

  detail::document_text& document_;
  std::string file_;
  organisation_builder& builder_;
  std::shared_ptr<const rank_scheme> scheme_;  // instead of the document's own
  std::uint32_t file_number_;
  detail::json_positions positions_;
  std::string section_;
  std::string repeated_;  // the member that stands twice in the entry to be taken
  bool is_list_ = false;  // what the section holds
  std::size_t entries_ = 0;
};

}  // namespace

build_result read_json(std::string_view text, std::string_view file, const build_options& options,
                       std::shared_ptr<const rank_scheme> scheme) {
  organisation_builder builder;
  add_json(builder, text, file, std::move(scheme));
  return std::move(builder).build(options);
}

void add_json(organisation_builder& builder, std::string_view text, std::string_view file,
              std::shared_ptr<const rank_scheme> scheme) {
  detail::document_text document(text);
  document_reader reader(document, file, builder, std::move(scheme));
  reader.check_head(detail::parse_document(document, std::string(file), reader));
}

}  // namespace pangkas
