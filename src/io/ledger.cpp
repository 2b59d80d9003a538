// SPDX-License-Identifier: BSL-1.0
#include "decision_cells.hpp"
#include "json_document.hpp"
#include "json_object.hpp"
#include "json_text.hpp"
#include "json_values.hpp"
#include "table_writer.hpp"
#include "text_pieces.hpp"
#include "written_texts.hpp"

#include <pangkas/core/authority.hpp>
#include <pangkas/core/condition.hpp>
#include <pangkas/core/holder.hpp>
#include <pangkas/core/impl/echo.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/json.hpp>
#include <pangkas/io/ledger.hpp>
#include <pangkas/io/sha256.hpp>
#include <pangkas/io/text.hpp>
#include <pangkas/simplify/impl/ledger_words.hpp>
#include <pangkas/simplify/ledger.hpp>
#include <pangkas/simplify/undo.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

using nlohmann::json;

// ---- writing ----

using detail::append_quoted;

void append_member(std::string& out, std::string_view key, std::string_view text) {
  if (out.back() != '{') out += ',';
  out.append(1, '"').append(key).append("\":");
  append_quoted(out, text);
}

void append_post(std::string& out, const position_state& state) {
  out += '{';
  if (state.kind) append_member(out, "kind", to_string(*state.kind));
  if (state.kind != state.declared_kind) out += ",\"kind_from_rank\":true";
  if (!state.rank.empty()) append_member(out, "rank", state.rank);
  if (!state.position_class.empty()) append_member(out, "class", state.position_class);
  out += '}';
}

void append_authority(std::string& out, const authority& a, std::optional<std::size_t> place) {
  detail::object_writer object(out);
  object.text("position", a.position).text("matter", a.matter);
  if (a.limit && std::isfinite(*a.limit)) object.as_it_is("limit", json(*a.limit).dump());
  object.text("source", to_string(a.source))
      .text("giver", a.giver)
      .text("legal_source", a.legal_source)
      .text("from", a.from)
      .text("until", a.until)
      .text("acting", a.acting ? to_string(*a.acting) : std::string_view{});
  detail::append_rare_members(a, object);
  if (place) object.as_it_is("place", std::to_string(*place));
  object.end();
}

void append_value(std::string& out, position_attribute attribute, const std::string& value) {
  out += '{';
  append_member(out, to_string(attribute), value);
  out += '}';
}

void append_line(std::string& out, const whole_line& line, std::string_view below) {
  detail::object_writer object(out);
  object.text("type", to_string(line.type))
      .text("to", below)
      .text("matter", line.matter)
      .text("role", line.role)
      .text("from", line.from)
      .text("until", line.until)
      .text("legal_source", line.legal_source);
  object.end();
}

/// What older programs do not know makes a ledger one of the newest version.
int version_of(const ledger& changes) {
  const bool plain =
      changes.stages.empty() && std::ranges::all_of(changes.entries, [](const ledger_entry& entry) {
        if (const auto* report = std::get_if<re_attached>(&entry.what))
          return report->was != no_row && report->is != no_row;
        return entry.change() <= change_kind::turned_digital;
      });
  return plain ? 2 : ledger_version;
}

void append_matter(std::string& out, const std::string& code, const matter_handling& handling,
                   std::optional<std::size_t> place) {
  out += '{';
  append_member(out, "matter", code);
  append_member(out, "channel", to_string(handling.channel));
  const char* separator = ",\"clerical_steps\":[";
  for (const std::string& step : handling.clerical_steps) {
    out += separator;
    append_quoted(out, step);
    separator = ",";
  }
  if (!handling.clerical_steps.empty()) out += ']';
  if (handling.work_minutes) out += ",\"work_minutes\":" + json(*handling.work_minutes).dump();
  if (handling.waiting_hours) out += ",\"waiting_hours\":" + json(*handling.waiting_hours).dump();
  if (place) out += fmt::format(",\"place\":{}", *place);
  out += '}';
}

// What stands before the rules, and, in a ledger of our own writing, nowhere before them.
constexpr std::string_view rules_begin = ",\n  \"rules\": [";
// What stands around the hash of a ledger, which is of all before it.
constexpr std::string_view seal_begin = ",\n  \"sha256\": \"";
constexpr std::string_view seal_end = "\"\n}";

void append_head(std::string& out, const ledger& changes, std::string_view evidence,
                 const ledger_hashes& hashes) {
  out += fmt::format("{{\n  \"pangkas\": \"ledger\",\n  \"version\": {}", version_of(changes));
  if (!hashes.before.empty()) out += fmt::format(",\n  \"before_sha256\": \"{}\"", hashes.before);
  if (!hashes.after.empty()) out += fmt::format(",\n  \"after_sha256\": \"{}\"", hashes.after);
  out += ",\n  \"policy\": ";
  append_quoted(out, changes.policy);
  if (!evidence.empty()) out.append(",\n  \"evidence\": ").append(evidence);
  out += rules_begin;
  const char* separator = "\n    {";
  for (const ledger_rule& rule : changes.rules) {
    out += separator;
    append_member(out, "section", rule.section);
    append_member(out, "rule", rule.id);
    append_member(out, "source", rule.source);
    append_member(out, "reason", rule.reason);
    out += '}';
    separator = ",\n    {";
  }
  out += changes.rules.empty() ? "]" : "\n  ]";
  out += ",\n  \"new_line_names\": [";
  separator = "";
  for (const std::string& name : changes.new_line_names) {
    out += separator;
    append_quoted(out, name);
    separator = ", ";
  }
  if (!changes.stages.empty())
    out += fmt::format("],\n  \"stages\": [{}", fmt::join(changes.stages, ", "));
  out += "],\n  \"changes\": [";
}

/// Entries are written in the order of the rows, but the superiors that they name stand anywhere:
/// where a code stands is fetched first, then the code.
void fetch_ahead(const ledger& changes, std::size_t entry) {
  constexpr std::size_t texts_ahead = 12;
  if (entry + 2 * texts_ahead >= changes.entries.size()) return;
  const auto each_code = [&](const ledger_entry& of, auto fetch) {
    if (const auto row = of.row()) fetch(*row);
    if (const auto* report = std::get_if<re_attached>(&of.what)) {
      if (report->was != no_row) fetch(report->was);
      if (report->is != no_row) fetch(report->is);
    }
  };
  const text_column& codes = changes.codes->texts;
  each_code(changes.entries[entry + 2 * texts_ahead],
            [&](row_index row) { codes.prefetch_end(row); });
  each_code(changes.entries[entry + texts_ahead], [&](row_index row) { codes.prefetch_text(row); });
}

/// A name for each rule that no other has.
std::vector<std::string> rule_ids(const ledger& changes) {
  std::vector<std::string> ids;
  std::set<std::string> taken;
  for (const ledger_rule& rule : changes.rules) taken.insert(rule.id);
  std::set<std::string> used;
  for (const ledger_rule& rule : changes.rules) {
    std::string id = rule.id;
    for (std::size_t number = 2; !used.insert(id).second;) {
      do {
        id = fmt::format("{} ({})", rule.id, number++);
      } while (taken.contains(id));
    }
    ids.push_back(std::move(id));
  }
  return ids;
}

/// Writes the entries of a ledger as rows of a table. What repeats is made once: the end of a row
/// that comes from its rule, the words for a post, the name of a change.
class entry_rows {
 public:
  entry_rows(const ledger& changes, const csv_style& style, rule_cells rules)
      : changes_(changes),
        style_(style),
        codes_(changes.codes->texts, detail::csv_form{style}),
        plain_words_(std::string_view("reports to superior of").find(style.delimiter) ==
                     std::string_view::npos) {
    const std::string mark(1, style.delimiter);
    if (rules == rule_cells::by_id)
      for (const std::string& id : rule_ids(changes)) ends_.push_back(mark + csv_cell(id, style));
    else
      for (const ledger_rule& rule : changes.rules)
        ends_.push_back(mark + csv_cell(rule.id, style) + mark + csv_cell(rule.source, style) +
                        mark + csv_cell(rule.reason, style));
    for (const position_state& state : changes.states)
      posts_.push_back(csv_cell(detail::words(state), style));
    for (const std::string& role : changes.role_names)
      roles_.push_back(role.empty() || !detail::stands_as_it_is(role, style)
                           ? std::string()
                           : mark + role + " of ");
    for (std::size_t i = 0; i < names_.size(); ++i)
      names_[i] = mark + csv_cell(to_string(static_cast<change_kind>(i)), style) + mark;
  }

  void write(const ledger_entry& entry, detail::text_pieces& pieces) const {
    std::visit([&](const auto& what) { write(entry, pieces, what); }, entry.what);
  }

 private:
  void write(const ledger_entry& entry, detail::text_pieces& pieces, const post_kept& kept) const {
    write(entry, pieces, {}, posts_[kept.state], mark(), posts_[kept.state]);
  }
  void write(const ledger_entry& entry, detail::text_pieces& pieces,
             const post_converted& post) const {
    write(entry, pieces, {}, posts_[post.was], mark(), posts_[post.is]);
  }
  void write(const ledger_entry& entry, detail::text_pieces& pieces,
             const re_attached& report) const {
    if (report.was == no_row || report.is == no_row || !is_plain(report.was) ||
        !is_plain(report.is))
      return write_words(entry, pieces);
    write(entry, pieces, "reports to ", codes_[report.was], reports_to_, codes_[report.is]);
  }
  void write(const ledger_entry& entry, detail::text_pieces& pieces,
             const role_added& added) const {
    const role_line& line = changes_.lines[added.line];
    const std::string& role = roles_[line.role];
    if (!is_plain(line.subordinate) || role.empty()) return write_words(entry, pieces);
    const std::string_view code = codes_[line.subordinate];
    write(entry, pieces, "superior of ", code, role, code);
  }
  void write(const ledger_entry& entry, detail::text_pieces& pieces, const auto& /*rare*/) const {
    write_words(entry, pieces);
  }
  void write_words(const ledger_entry& entry, detail::text_pieces& pieces) const {
    const change_in_words words = in_words(changes_, entry);
    write(entry, pieces, {}, csv_cell(words.was, style_), mark(), csv_cell(words.is, style_));
  }

  /// Whether words and a code behind them need no quotes.
  [[nodiscard]] bool is_plain(row_index row) const {
    return plain_words_ && !codes_.changes(row) && !codes_[row].empty();
  }
  [[nodiscard]] std::string_view mark() const { return {&style_.delimiter, 1}; }

  /// Position, change, what was and is in two parts each, and what comes from the rule.
  void write(const ledger_entry& entry, detail::text_pieces& pieces, std::string_view was_words,
             std::string_view was, std::string_view is_words, std::string_view is) const {
    using detail::put;
    const auto row = entry.row();
    const std::string_view code = row ? codes_[*row] : std::string_view{};
    const std::string_view name = names_[static_cast<std::size_t>(entry.change())];
    const std::string_view end = ends_[entry.rule];
    const std::string law =
        row && laws_ ? csv_cell((*changes_.legal_sources)[*row], style_) : std::string();
    char* at = pieces.room(code.size() + name.size() + was_words.size() + was.size() +
                           is_words.size() + is.size() + end.size() + law.size() + 2);
    at = put(put(at, code), name);
    at = put(put(at, was_words), was);
    at = put(put(put(at, is_words), is), end);
    if (laws_) at = put(put(at, mark()), law);
    pieces.took(put(at, '\n'));
  }

  const ledger& changes_;
  csv_style style_;
  detail::written_texts codes_;
  bool plain_words_;  ///< our own words hold no delimiter
  bool laws_ = changes_.legal_sources->any();
  std::vector<std::string> ends_;   ///< by rule, with the delimiter before
  std::vector<std::string> posts_;  ///< by state
  std::vector<std::string> roles_;  ///< by role: what stands between the codes; empty: quoted
  std::array<std::string, detail::change_kind_names.size()> names_;  ///< between delimiters
  std::string reports_to_ = style_.delimiter + std::string("reports to ");
};

/// Writes the entries of a ledger as objects of JSON; posts and numbers of rules are made once.
class entry_objects {
 public:
  explicit entry_objects(const ledger& changes)
      : changes_(changes), codes_(changes.codes->texts, detail::json_form()) {
    for (std::size_t i = 0; i < changes.rules.size(); ++i)
      ends_.push_back(fmt::format(",\"rule\":{}}}", i));
    for (const position_state& state : changes.states)
      posts_.push_back(if_utf8([&](std::string& out) { append_post(out, state); }));
    for (const std::string& role : changes.role_names)
      roles_.push_back(if_utf8([&](std::string& out) { append_quoted(out, role); }));
    for (std::size_t i = 0; i < names_.size(); ++i)
      names_[i] = fmt::format(",\"change\":\"{}\"", to_string(static_cast<change_kind>(i)));
  }

  /// @throws detail::not_utf8
  void write(std::string_view separator, const ledger_entry& entry,
             detail::text_pieces& pieces) const {
    std::visit(
        [&](const auto& what) {
          write(what,
                [&](const auto&... parts) { put_together(separator, entry, pieces, parts...); });
        },
        entry.what);
  }

 private:
  // Each gives what stands between the name of the change and the rule, piece by piece.
  template <class Put>
  void write(const post_kept& kept, const Put& put) const {
    const std::string_view post = of(posts_, kept.state);
    put(R"(,"was":)", post, R"(,"is":)", post, "");
  }
  template <class Put>
  void write(const post_converted& post, const Put& put) const {
    put(R"(,"was":)", of(posts_, post.was), R"(,"is":)", of(posts_, post.is), "");
  }
  template <class Put>
  void write(const re_attached& report, const Put& put) const {
    if (report.was != no_row && report.is != no_row)
      return put(R"(,"was":")", codes_[report.was], R"(","is":")", codes_[report.is], "\"");
    put(R"(,"was":)", code_or_null(report.was), R"(,"is":)", code_or_null(report.is), "");
  }
  template <class Put>
  void write(const post_added& post, const Put& put) const {
    put(R"(,"was":null)", "", R"(,"is":)", of(posts_, post.state), "");
  }
  template <class Put>
  void write(const post_split_off& post, const Put& put) const {
    put(R"(,"was":)", code_or_null(post.from), R"(,"is":)", of(posts_, post.state), "");
  }
  template <class Put>
  void write(const post_abolished& post, const Put& put) const {
    put(R"(,"was":)", code_or_null(post.was), R"(,"is":)", code_or_null(post.into), "");
  }
  template <class Put>
  void write(const post_merged& post, const Put& put) const {
    put(R"(,"was":)", code_or_null(post.was), R"(,"is":)", code_or_null(post.into), "");
  }
  template <class Put>
  void write(const attribute_changed& changed, const Put& put) const {
    const attribute_change& change = changes_.values[changed.value];
    std::string was;
    append_value(was, change.attribute, change.was);
    std::string is;
    append_value(is, change.attribute, change.is);
    put(R"(,"was":)", was, R"(,"is":)", is, "");
  }
  template <class Put>
  void write(const line_changed& changed, const Put& put) const {
    const whole_line& line = changes_.whole_lines[changed.line];
    std::string text;
    append_line(text, line, changes_.code(line.subordinate));
    const bool came = changed.change == change_kind::line_added;
    put(R"(,"was":)", came ? "null" : text, R"(,"is":)", came ? text : "null", "");
  }
  template <class Put>
  void write(const team_merged& team, const Put& put) const {
    put(R"(,"was":")", codes_[team.was], R"(","is":")", codes_[team.is], "\"");
  }
  template <class Put>
  void write(const role_added& added, const Put& put) const {
    const role_line& line = changes_.lines[added.line];
    put(R"(,"was":null,"is":{"role":)", of(roles_, line.role), R"(,"of":")",
        codes_[line.subordinate], "\"}");
  }
  template <class Put>
  void write(const authority_changed& changed, const Put& put) const {
    const authority_change& change = changes_.authorities[changed.authority];
    std::string was;
    if (change.was.matter.empty())
      was = fmt::format("{{\"place\":{}}}", change.place);
    else
      append_authority(was, change.was, change.place);
    std::string is;
    if (change.is)
      append_authority(is, *change.is, {});
    else
      is = "null";
    put(R"(,"was":)", was, R"(,"is":)", is, "");
  }
  template <class Put>
  void write(const turned_digital& turned, const Put& put) const {
    const matter_change& change = changes_.matters[turned.matter];
    std::string was;
    std::string is;
    append_matter(was, change.code, change.was, change.place);
    append_matter(is, change.code, change.is, {});
    put(R"(,"was":)", was, R"(,"is":)", is, "");
  }

  [[nodiscard]] std::string code_or_null(row_index row) const {
    return row == no_row ? "null" : '"' + std::string(codes_[row]) + '"';
  }
  template <class Append>
  static std::string if_utf8(const Append& append) {
    std::string out;
    try {
      append(out);
    } catch (const detail::not_utf8&) {
      out.clear();
    }
    return out;
  }
  static std::string_view of(const std::vector<std::string>& written, std::size_t i) {
    if (written[i].empty()) throw detail::not_utf8();
    return written[i];
  }

  template <std::size_t A, std::size_t B, std::size_t C>
  void put_together(std::string_view separator, const ledger_entry& entry,
                    detail::text_pieces& pieces, const char (&before)[A],
                    std::string_view first,  // NOLINT(modernize-avoid-c-arrays)
                    const char (&between)[B],
                    std::string_view second,          // NOLINT(modernize-avoid-c-arrays)
                    const char (&behind)[C]) const {  // NOLINT(modernize-avoid-c-arrays)
    using detail::put;
    constexpr std::size_t marks = 32 + A + B + C;
    const auto row = entry.row();
    const std::string_view position = row ? codes_[*row] : std::string_view{};
    const std::string_view name = names_[static_cast<std::size_t>(entry.change())];
    const std::string_view end = ends_[entry.rule];
    std::string law;
    if (row)
      if (const std::string_view known = (*changes_.legal_sources)[*row]; !known.empty())
        append_quoted(law += R"(,"established_by":)", known);
    char* at = pieces.room(separator.size() + position.size() + name.size() + first.size() +
                           second.size() + end.size() + law.size() + marks);
    at = put(at, separator);
    if (row)
      at = put(put(put(at, R"({"position":")"), position), '"');
    else
      at = put(at, R"({"position":null)");
    at = put(put(put(at, name), before), first);
    at = put(put(put(put(at, between), second), behind), law);
    pieces.took(put(at, end));
  }

  const ledger& changes_;
  detail::written_texts codes_;
  std::vector<std::string> ends_;   ///< by rule
  std::vector<std::string> posts_;  ///< by state; empty: not UTF-8
  std::vector<std::string> roles_;  ///< by role; empty: not UTF-8
  std::array<std::string, detail::change_kind_names.size()> names_;
};

// ---- reading ----

std::string name_of(const std::string& file) { return file.empty() ? "the ledger" : file; }

[[noreturn]] void refuse_changed(const std::string& file) {
  throw input_error(fmt::format("{} was changed since it was written, or was cut off: the SHA-256 "
                                "at its end is not that of the ledger; take the file that the "
                                "simplification wrote",
                                file),
                    file, {}, "sha256");
}

/// Whether a ledger is as it was written.
/// @return All before its hash.
std::string_view check_seal(std::string_view text, const std::string& file) {
  const std::size_t at = text.rfind(seal_begin);
  if (at == std::string_view::npos) refuse_changed(file);
  const std::string_view sealed = text.substr(0, at);
  if (trim(text.substr(at)) != fmt::format("{}{}{}", seal_begin, sha256_hex(sealed), seal_end))
    refuse_changed(file);
  return sealed;
}

/// A text of the head; empty where there is none.
std::string text_of(const json& head, const char* key) {
  const auto found = head.find(key);
  return found != head.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Puts the entries of a ledger together as the parser completes them.
class ledger_reader {
 public:
  ledger_reader(const organisation& org, std::string file, bool is_sealed)
      : org_(org), file_(std::move(file)), is_sealed_(is_sealed) {
    changes_.codes = org.table().codes;
    changes_.legal_sources = org.table().legal_sources;
  }

  /// The parser's callback: an entry of "changes" is taken and not kept in the tree.
  bool operator()(int depth, json::parse_event_t event, const json& parsed) {
    if (event == json::parse_event_t::key && depth == 1) {
      in_changes_ = parsed == "changes";
      return true;
    }
    if (!in_changes_ || depth != 2) return true;
    if (event == json::parse_event_t::object_start) ++entries_;
    if (event == json::parse_event_t::value || event == json::parse_event_t::array_start)
      throw input_error(fmt::format("{}: an entry of \"changes\" is no object", file_), file_, {},
                        "changes");
    if (event != json::parse_event_t::object_end) return true;
    take(parsed);
    return false;
  }

  ledger finish(const json& head) {
    detail::check_document(head, file_, "ledger", "a ledger", ledger_version);
    if (head["version"] != 1 && !is_sealed_) refuse_changed(file_);
    if (!head.contains("changes") || !head["changes"].is_array())
      throw input_error(fmt::format("{} has no list \"changes\"", file_), file_, {}, "changes");
    entries_ = 0;  // what is wrong from here on is so in the head
    changes_.policy = text(head, "policy", if_any);
    for (const json& rule : list(head, "rules", required))
      changes_.rules.push_back({text(rule, "section", required), text(rule, "rule", required),
                                text(rule, "reason", if_any), text(rule, "source", if_any)});
    changes_.new_line_names = texts(head, "new_line_names");
    for (const json& stage : list(head, "stages", if_any)) {
      const auto end = detail::whole_in<std::uint32_t>(stage);
      const std::size_t least = changes_.stages.empty() ? 0 : changes_.stages.back();
      if (!end || *end < least || *end > changes_.entries.size())
        fail("has \"stages\" that are not the numbers of changes after each step");
      changes_.stages.push_back(*end);
    }
    for (const ledger_entry& entry : changes_.entries)
      if (entry.rule >= changes_.rules.size())
        throw input_error(
            fmt::format("{}: a change of \"{}\" names rule {}, but there are {}", file_,
                        changes_.code(entry).value_or(""), entry.rule, changes_.rules.size()),
            file_, {}, "rule");
    check_places();
    return std::move(changes_);
  }

 private:
  enum presence { required, if_any };

  [[noreturn]] void fail(const std::string& what) const {
    if (entries_ == 0) throw input_error(fmt::format("{}: the head {}", file_, what), file_);
    throw input_error(fmt::format("{}: change {} {}", file_, entries_, what), file_, entries_,
                      "changes");
  }

  /// A member, or nothing.
  [[nodiscard]] const json* find(const json& of, const char* key, presence asked) const {
    const auto found = of.is_object() ? of.find(key) : of.end();
    if (found != of.end()) return &*found;
    if (asked == required) fail(fmt::format("has no \"{}\"", key));
    return nullptr;
  }
  [[nodiscard]] const json& member(const json& of, const char* key) const {
    return *find(of, key, required);
  }

  [[nodiscard]] std::string text(const json& of, const char* key, presence asked) const {
    const json* const found = find(of, key, asked);
    if (found == nullptr) return {};
    if (!found->is_string()) fail(fmt::format("has a \"{}\" that is no text", key));
    return found->get<std::string>();
  }
  [[nodiscard]] const json& list(const json& of, const char* key, presence asked) const {
    static const json none = json::array();
    const json* const found = find(of, key, asked);
    if (found == nullptr) return none;
    if (!found->is_array()) fail(fmt::format("has a \"{}\" that is no list", key));
    return *found;
  }
  [[nodiscard]] std::vector<std::string> texts(const json& of, const char* key) const {
    std::vector<std::string> all;
    for (const json& one : list(of, key, if_any)) {
      if (!one.is_string()) fail(fmt::format("has a \"{}\" that is no list of texts", key));
      all.push_back(one.get<std::string>());
    }
    return all;
  }
  [[nodiscard]] std::uint32_t whole(const json& of, const char* key) const {
    const auto number = detail::whole_in<std::uint32_t>(member(of, key));
    if (!number) fail(fmt::format("has a \"{}\" that is no whole number", key));
    return *number;
  }
  [[nodiscard]] std::optional<double> number(const json& of, const char* key) const {
    const json* const found = find(of, key, if_any);
    if (found == nullptr) return std::nullopt;
    const auto number = detail::number_in(*found, detail::any_number);
    if (!number) fail(fmt::format("has a \"{}\" that is no number", key));
    return number;
  }

  /// A text in the form of a cell of a table, which one of our parsers reads.
  template <class Parse, class Field>
  void parse(const json& of, const char* key, const Parse& parse, Field& field) const {
    const std::string written = text(of, key, if_any);
    if (written.empty()) return;
    try {
      field = parse(written);
    } catch (const input_error& e) {
      fail(fmt::format("has a \"{}\" that cannot be read: {}", key, e.what()));
    }
  }

  row_index row_of(const json& code) const {
    if (!code.is_string()) fail("names a position by what is no text");
    const code_column& codes = *org_.table().codes;
    const auto& text = code.get_ref<const std::string&>();
    const auto found = codes.index.find(codes.texts, text);
    if (!found)
      fail(
          fmt::format("names \"{}\", which is not in the organisation; take the organisation of "
                      "this ledger",
                      detail::echo(text)));
    return *found;
  }

  row_index row_or_none(const json& code) const { return code.is_null() ? no_row : row_of(code); }

  attribute_change take_value(const json& was, const json& is) const {
    if (!was.is_object() || was.size() != 1)
      fail("has an attribute that is no object of one member");
    const std::string& name = was.begin().key();
    const auto attribute = parse_position_attribute(name);
    if (!attribute) fail(fmt::format("has an unknown attribute \"{}\"", detail::echo(name)));
    return {*attribute, text(was, name.c_str(), required), text(is, name.c_str(), required)};
  }

  whole_line take_line(row_index superior, const json& line) const {
    const auto type = parse_line_type(text(line, "type", required));
    if (!type || *type == line_type::command) fail("has an unknown type of line");
    return {superior,
            row_of(member(line, "to")),
            *type,
            text(line, "matter", if_any),
            text(line, "role", if_any),
            text(line, "from", if_any),
            text(line, "until", if_any),
            text(line, "legal_source", if_any)};
  }

  std::uint32_t take_post(const json& post) {
    if (!post.is_object()) fail("has a post that is no object");
    position_state state;
    if (post.contains("kind")) {
      state.kind = parse_position_kind(text(post, "kind", required));
      if (!state.kind) fail("has an unknown kind");
      if (post.value("kind_from_rank", json()) != true) state.declared_kind = state.kind;
    }
    state.rank = text(post, "rank", if_any);
    state.position_class = text(post, "class", if_any);
    auto key = std::tuple(state.declared_kind, state.kind, state.rank, state.position_class);
    const auto [found, is_new] =
        states_.emplace(std::move(key), static_cast<std::uint32_t>(changes_.states.size()));
    if (is_new) changes_.states.push_back(std::move(state));
    return found->second;
  }

  authority take_authority(const json& value) const {
    authority a;
    a.position = text(value, "position", value.contains("whoever") ? if_any : required);
    a.matter = text(value, "matter", required);
    a.limit = number(value, "limit");
    const auto source = parse_authority_source(text(value, "source", required));
    if (!source) fail("has an unknown source of authority");
    a.source = *source;
    a.giver = text(value, "giver", if_any);
    a.legal_source = text(value, "legal_source", if_any);
    a.from = text(value, "from", if_any);
    a.until = text(value, "until", if_any);
    if (value.contains("acting")) {
      a.acting = parse_acting_capacity(text(value, "acting", required));
      if (!a.acting) fail("has an unknown acting capacity");
    }
    parse(value, "whoever", parse_holder, a.whoever);
    a.except = texts(value, "except");
    parse(value, "for", parse_condition, a.originators);
    parse(value, "with", parse_holder_list, a.with);
    a.budget_share = number(value, "budget_share");
    a.currency = text(value, "currency", if_any);
    parse(value, "limits", detail::parse_plain_measures, a.limits);
    a.acting_limit = number(value, "acting_limit");
    if (value.contains("quorum")) a.quorum = whole(value, "quorum");
    a.waiting_hours = number(value, "waiting_hours");
    a.stays = value.value("stays", json()) == true;
    parse(value, "receivers", parse_condition, a.receivers);
    return a;
  }

  matter_handling take_handling(const json& value) const {
    matter_handling handling;
    const auto channel = parse_matter_channel(text(value, "channel", required));
    if (!channel) fail("has an unknown channel");
    handling.channel = *channel;
    handling.clerical_steps = texts(value, "clerical_steps");
    handling.work_minutes = number(value, "work_minutes");
    handling.waiting_hours = number(value, "waiting_hours");
    return handling;
  }

  std::uint32_t role(const std::string& name) {
    const auto found = std::ranges::find(changes_.role_names, name);
    if (found == changes_.role_names.end()) {
      changes_.role_names.push_back(name);
      return static_cast<std::uint32_t>(changes_.role_names.size() - 1);
    }
    return static_cast<std::uint32_t>(found - changes_.role_names.begin());
  }

  void take(const json& change) {
    const json& position = member(change, "position");
    const row_index row = position.is_null() ? 0 : row_of(position);
    const auto kind = parse_change_kind(text(change, "change", required));
    if (!kind) fail("is of an unknown kind; it was written by a newer Pangkas");
    if (position.is_null() != (*kind == change_kind::turned_digital))
      fail(position.is_null() ? "names no position"
                              : "names a position, but it is a matter that turned digital");
    ledger_entry entry{whole(change, "rule"), {}};
    const json& was = member(change, "was");
    const json& is = member(change, "is");
    const auto next = [](const auto& list) { return static_cast<std::uint32_t>(list.size()); };
    switch (*kind) {
      case change_kind::kept_exempt:
        entry.what = post_kept{row, take_post(was)};
        take_post(is);  // the same
        break;
      case change_kind::converted: {
        const std::uint32_t state = take_post(was);
        entry.what = post_converted{row, state, take_post(is)};
        break;
      }
      case change_kind::re_attached: {
        const row_index superior = row_or_none(was);
        entry.what = re_attached{row, superior, row_or_none(is)};
        break;
      }
      case change_kind::added:
        entry.what = post_added{row, take_post(is)};
        break;
      case change_kind::split_off: {
        const row_index from = row_of(was);
        entry.what = post_split_off{row, take_post(is), from};
        break;
      }
      case change_kind::abolished: {
        const row_index superior = row_or_none(was);
        entry.what = post_abolished{row, superior, row_of(is)};
        break;
      }
      case change_kind::merged: {
        const row_index superior = row_or_none(was);
        entry.what = post_merged{row, superior, row_of(is)};
        break;
      }
      case change_kind::changed:
        entry.what = attribute_changed{row, next(changes_.values)};
        changes_.values.push_back(take_value(was, is));
        break;
      case change_kind::line_added:
      case change_kind::line_removed:
        entry.what = line_changed{row, next(changes_.whole_lines), *kind};
        changes_.whole_lines.push_back(take_line(row, *kind == change_kind::line_added ? is : was));
        break;
      case change_kind::team_merged: {
        const row_index superior = row_of(was);
        entry.what = team_merged{row, superior, row_of(is)};
        break;
      }
      case change_kind::role_added:
        entry.what = role_added{row, next(changes_.lines)};
        changes_.lines.push_back({row, row_of(member(is, "of")), role(text(is, "role", required))});
        break;
      case change_kind::turned_digital:
        entry.what = turned_digital{next(changes_.matters)};
        changes_.matters.push_back({whole(was, "place"), text(was, "matter", required),
                                    take_handling(was), take_handling(is)});
        break;
      case change_kind::authority_orphaned:
      case change_kind::authority_moved:
      case change_kind::authority_re_issued:
      case change_kind::authority_returned:
      case change_kind::authority_lapsed:
      case change_kind::authority_given:
      case change_kind::authority_amended:
      case change_kind::authority_withdrawn: {
        entry.what = authority_changed{row, next(changes_.authorities), *kind};
        authority_change taken{whole(was, "place"), {}, {}};
        if (*kind != change_kind::authority_given) taken.was = take_authority(was);
        if (!is.is_null())
          taken.is = take_authority(is);
        else if (*kind != change_kind::authority_orphaned &&
                 *kind != change_kind::authority_lapsed &&
                 *kind != change_kind::authority_withdrawn)
          fail("says nothing about where the authority went");
        changes_.authorities.push_back(std::move(taken));
      }
    }
    changes_.entries.push_back(entry);
  }

  /// Within a stage changes stand by their places; those that are given share the last.
  void check_places() const {
    const authority_change* authority = nullptr;
    const matter_change* matter = nullptr;
    auto stage = changes_.stages.begin();
    for (std::size_t i = 0; i < changes_.entries.size(); ++i) {
      for (; stage != changes_.stages.end() && *stage == i; ++stage) {
        authority = nullptr;
        matter = nullptr;
      }
      if (const auto* at = std::get_if<authority_changed>(&changes_.entries[i].what)) {
        const authority_change& here = changes_.authorities[at->authority];
        if (authority != nullptr && here.place <= authority->place &&
            (here.place < authority->place || !authority->was.matter.empty() ||
             !here.was.matter.empty()))
          refuse_places("authority");
        authority = &here;
      }
      if (const auto* at = std::get_if<turned_digital>(&changes_.entries[i].what)) {
        const matter_change& here = changes_.matters[at->matter];
        if (matter != nullptr && here.place <= matter->place) refuse_places("matters");
        matter = &here;
      }
    }
  }
  [[noreturn]] void refuse_places(std::string_view of) const {
    throw input_error(
        fmt::format("{}: the changes of {} are not in the order of their places", file_, of), file_,
        {}, "place");
  }

  const organisation& org_;
  std::string file_;
  bool is_sealed_;
  ledger changes_;
  std::map<std::tuple<std::optional<position_kind>, std::optional<position_kind>, std::string,
                      std::string>,
           std::uint32_t>
      states_;
  bool in_changes_ = false;
  std::size_t entries_ = 0;
};

}  // namespace

void write_ledger_csv(const ledger& changes, const text_sink& sink, const csv_style& style,
                      rule_cells rules) {
  std::vector<std::string_view> headings{"position", "change", "was", "is", "rule"};
  if (rules != rule_cells::by_id) headings.insert(headings.end(), {"source", "reason"});
  if (changes.legal_sources->any()) headings.emplace_back("established_by");
  std::string first;
  append_csv_row(first, headings, style);
  detail::text_pieces pieces(sink);
  pieces.append(first);
  const entry_rows rows(changes, style, rules);
  for (std::size_t i = 0; i < changes.entries.size(); ++i) {
    fetch_ahead(changes, i);
    rows.write(changes.entries[i], pieces);
  }
  pieces.end();
}

void write_ledger_rules(const ledger& changes, const text_sink& sink, const csv_style& style) {
  detail::table_writer table(sink, "id,section,rule,source,reason", style);
  const std::vector<std::string> ids = rule_ids(changes);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const ledger_rule& rule = changes.rules[i];
    table.row({ids[i], rule.section, rule.id, rule.source, rule.reason});
  }
  table.end();
}

void write_ledger_json(const ledger& changes, const text_sink& sink, std::string_view evidence,
                       const ledger_hashes& hashes) {
  sha256_hash own;
  const text_sink sealed = [&](std::string_view part) {
    own.add(part);
    sink(part);
  };
  detail::text_pieces pieces(sealed);
  const ledger_entry* at = nullptr;
  try {
    std::string head;
    append_head(head, changes, evidence, hashes);
    pieces.append(head);
    const entry_objects objects(changes);
    for (std::size_t i = 0; i < changes.entries.size(); ++i) {
      at = &changes.entries[i];
      fetch_ahead(changes, i);
      objects.write(i == 0 ? "\n    " : ",\n    ", *at, pieces);
    }
  } catch (const detail::not_utf8&) {
    throw output_error(
        at == nullptr
            ? std::string("the policy of the ledger holds text that is not UTF-8; recode it first")
        : !at->row()
            ? std::string("a matter of the organisation holds text that is not UTF-8; recode it "
                          "first")
            : fmt::format("the change of position {} of the organisation holds text that is not "
                          "UTF-8; recode it first",
                          *at->row() + 1));
  }
  pieces.append(changes.entries.empty() ? "]" : "\n  ]");
  pieces.end();
  sink(fmt::format("{}{}{}\n", seal_begin, own.hex(), seal_end));
}

ledger read_ledger(std::string_view text, const organisation& org, const std::string& file) {
  // Before all else, so that what was changed is not taken for a fault of another kind.
  const bool is_sealed = text.rfind(seal_begin) != std::string_view::npos;
  if (is_sealed) check_seal(text, name_of(file));
  ledger_reader reader(org, name_of(file), is_sealed);
  detail::document_text document(text);
  return reader.finish(detail::parse_document(document, name_of(file), reader));
}

ledger_hashes read_ledger_hashes(std::string_view text, const std::string& file) {
  const std::string_view sealed = check_seal(text, name_of(file));
  const json head =
      json::parse(std::string(sealed.substr(0, sealed.find(rules_begin))) + '}', nullptr, false);
  ledger_hashes hashes;
  if (head.is_object()) hashes = {text_of(head, "before_sha256"), text_of(head, "after_sha256")};
  if (hashes.before.empty() || hashes.after.empty())
    throw input_error(
        fmt::format("{} does not hold the hashes of the organisations before and after, "
                    "so that nothing shows whose ledger it is",
                    name_of(file)),
        name_of(file), {}, "after_sha256");
  return hashes;
}

organisation undo(const organisation& after, const ledger& changes, const ledger_hashes& hashes) {
  organisation before = undo(after, changes);  // first, since it names the position
  if (sha256_of(after) != hashes.after)
    throw structure_error(
        "this organisation is not the one that the ledger was written for: as native JSON it has "
        "another SHA-256; take the organisation.json that stands beside the ledger, as it was "
        "written");
  if (sha256_of(before) != hashes.before)
    throw structure_error(
        "this ledger does not give back the organisation before: what comes out has another "
        "SHA-256 as "
        "native JSON; changes are missing from it, or were altered");
  return before;
}

}  // namespace pangkas
