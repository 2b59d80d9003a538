// SPDX-License-Identifier: BSL-1.0
#include "rdf_table.hpp"

#include <pangkas/core/impl/echo.hpp>
#include <pangkas/error.hpp>

#include <fmt/format.h>
#include <serd/serd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <exception>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {
namespace {

constexpr std::string_view org_namespace = "http://www.w3.org/ns/org#";

/// serd calls itself for each bracket that is opened.
void refuse_deep_brackets(std::string_view text, const std::string& file) {
  constexpr std::size_t deepest = 200;
  std::size_t depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '[' || c == '(') ++depth;
    if (c == ']' || c == ')') depth -= depth > 0 ? 1 : 0;
    if (c == '#') at = std::min(text.find('\n', at), text.size());
    if (c == '<') at = std::min(text.find_first_of(">\n", at), text.size());
    if (c == '"' || c == '\'') {
      const std::size_t marks = text.substr(at).starts_with(std::string(3, c)) ? 3 : 1;
      std::size_t end = at + marks;
      while (end < text.size() && !text.substr(end).starts_with(std::string(marks, c)))
        end += text[end] == '\\' ? 2U : 1U;
      at = end + marks - 1;
    }
    if (depth > deepest)
      throw input_error(fmt::format("{} nests brackets more than {} deep, as no organisation does",
                                    file, deepest),
                        file);
  }
}

/// What the triples say of one address.
struct described {
  std::string address;
  std::string label{};
  bool has_preferred_label = false;
  bool is_post = false;
  bool is_unit = false;
  std::vector<std::size_t> superiors{};  ///< of a post: posts, as all that follow by number
  std::vector<std::size_t> parents{};    ///< of a unit
  std::vector<std::size_t> units{};      ///< of a post
  std::size_t holders = 0;
};

class triple_reader {
 public:
  explicit triple_reader(const std::string& file)
      : file_(file), environment_(serd_env_new(nullptr), serd_env_free) {}

  void read(const std::string& text) {
    const std::unique_ptr<SerdReader, void (*)(SerdReader*)> reader(
        serd_reader_new(
            SERD_TURTLE, this, nullptr,
            [](void* self, const SerdNode* address) {
              return serd_env_set_base_uri(of(self).environment_.get(), address);
            },
            [](void* self, const SerdNode* name, const SerdNode* address) {
              return serd_env_set_prefix(of(self).environment_.get(), name, address);
            },
            [](void* self, SerdStatementFlags, const SerdNode*, const SerdNode* subject,
               const SerdNode* predicate, const SerdNode* object, const SerdNode*,
               const SerdNode*) { return of(self).guarded(*subject, *predicate, *object); },
            nullptr),
        serd_reader_free);
    serd_reader_set_error_sink(
        reader.get(),
        [](void* self, const SerdError* error) {
          if (of(self).line_ == 0) of(self).line_ = error->line;
          return SERD_SUCCESS;
        },
        this);
    const SerdStatus status =
        serd_reader_read_string(reader.get(), reinterpret_cast<const std::uint8_t*>(text.c_str()));
    if (thrown_) std::rethrow_exception(thrown_);
    if (status > SERD_FAILURE)
      throw input_error(fmt::format("{} is no valid Turtle: the fault is in line {}; the file may "
                                    "have been cut off or edited by hand",
                                    file_, std::max(line_, 1U)),
                        file_, line_);
  }

  std::vector<described> found;
  bool has_holders = false;

 private:
  static triple_reader& of(void* self) { return *static_cast<triple_reader*>(self); }

  /// No exception passes through the frames of serd, which are those of C.
  SerdStatus guarded(const SerdNode& subject, const SerdNode& predicate, const SerdNode& object) {
    try {
      take(subject, predicate, object);
      return SERD_SUCCESS;
    } catch (...) {
      thrown_ = std::current_exception();
      return SERD_ERR_INTERNAL;
    }
  }

  [[nodiscard]] std::string text_of(const SerdNode& node) const {
    const auto plain = [](const SerdNode& n) {
      return n.buf == nullptr ? std::string()
                              : std::string(reinterpret_cast<const char*>(n.buf), n.n_bytes);
    };
    if (node.type == SERD_BLANK) return "_:" + plain(node);
    if (node.type != SERD_CURIE && node.type != SERD_URI) return plain(node);
    SerdNode whole = serd_env_expand_node(environment_.get(), &node);
    std::string text = plain(whole.type == SERD_NOTHING ? node : whole);
    serd_node_free(&whole);
    return text;
  }

  std::size_t number_of(const SerdNode& node) {
    const std::string address = text_of(node);
    const auto [entry, is_new] = numbers_.try_emplace(address, found.size());
    if (is_new) found.push_back({address});
    return entry->second;
  }

  void take(const SerdNode& subject, const SerdNode& predicate, const SerdNode& object) {
    const std::string what = text_of(predicate);
    if (what == "http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
      return take_type(subject, object);
    if (what == "http://www.w3.org/2004/02/skos/core#prefLabel")
      return take_label(subject, object, true);
    if (what == "http://www.w3.org/2000/01/rdf-schema#label")
      return take_label(subject, object, false);
    if (!what.starts_with(org_namespace) || object.type == SERD_LITERAL) return;
    const std::string_view name = std::string_view(what).substr(org_namespace.size());
    if (name == "reportsTo") {
      const auto [lower, upper] = std::pair(number_of(subject), number_of(object));
      found[lower].is_post = found[upper].is_post = true;
      found[lower].superiors.push_back(upper);
    } else if (name == "subOrganizationOf" || name == "unitOf") {
      put_below(number_of(subject), number_of(object));
    } else if (name == "hasSubOrganization" || name == "hasUnit") {
      const std::size_t upper = number_of(subject);
      put_below(number_of(object), upper);
    } else if (name == "postIn") {
      const std::size_t post = number_of(subject);
      put_into(post, number_of(object));
    } else if (name == "hasPost") {
      const std::size_t unit = number_of(subject);
      put_into(number_of(object), unit);
    } else if (name == "holds" || name == "heldBy") {
      described& post = found[number_of(name == "holds" ? object : subject)];
      post.is_post = has_holders = true;
      ++post.holders;
    }
  }

  void take_type(const SerdNode& subject, const SerdNode& object) {
    const std::string type = text_of(object);
    if (!type.starts_with(org_namespace)) return;
    const std::string_view name = std::string_view(type).substr(org_namespace.size());
    if (name == "Post") found[number_of(subject)].is_post = true;
    if (name == "Organization" || name == "FormalOrganization" || name == "OrganizationalUnit")
      found[number_of(subject)].is_unit = true;
  }

  void take_label(const SerdNode& subject, const SerdNode& object, bool preferred) {
    described& about = found[number_of(subject)];
    if (!about.label.empty() && (about.has_preferred_label || !preferred)) return;
    about.label = text_of(object);
    about.has_preferred_label = preferred;
  }

  void put_below(std::size_t lower, std::size_t upper) {
    found[lower].is_unit = found[upper].is_unit = true;
    add_once(found[lower].parents, upper);
  }
  void put_into(std::size_t post, std::size_t unit) {
    found[post].is_post = true;
    found[unit].is_unit = true;
    add_once(found[post].units, unit);
  }
  /// Both a relation and its inverse may be said.
  static void add_once(std::vector<std::size_t>& list, std::size_t number) {
    if (std::ranges::find(list, number) == list.end()) list.push_back(number);
  }

  const std::string& file_;
  std::unique_ptr<SerdEnv, void (*)(SerdEnv*)> environment_;
  std::map<std::string, std::size_t> numbers_;
  std::exception_ptr thrown_;
  unsigned line_ = 0;
};

}  // namespace

bool begins_turtle(std::string_view text) {
  for (;;) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    if (!text.starts_with('#')) break;
    text.remove_prefix(std::min(text.find('\n'), text.size()));
  }
  constexpr std::array<std::string_view, 8> begins{"@prefix ", "@base ", "PREFIX ", "BASE <",
                                                   "prefix ",  "<http:", "<https:", "<urn:"};
  return std::ranges::any_of(begins, [&](std::string_view b) { return text.starts_with(b); });
}

table_text table_of_turtle(const std::string& text, const std::string& file) {
  refuse_deep_brackets(text, file);
  triple_reader reader(file);
  reader.read(text);
  const std::vector<described>& all = reader.found;
  const bool posts_report =
      std::ranges::any_of(all, [](const described& each) { return !each.superiors.empty(); });
  table_text table;
  table.name = file;
  table.text = table_text_begin;
  std::vector<std::string_view> cells{"code", "title", "reports_to", "unit", "filled"};
  const std::size_t width = cells.size();
  append_record(table.text, cells, width);
  std::size_t row = 1;
  for (const described& each : all) {
    const bool is_record = each.is_post || (each.is_unit && !posts_report);
    if (!is_record) continue;
    ++row;
    const std::vector<std::size_t>& superiors = posts_report   ? each.superiors
                                                : each.is_post ? each.units
                                                               : each.parents;
    if (superiors.size() > 1) {
      finding f;
      f.rule = "several-superiors";
      f.file = file;
      f.row = row;
      f.column = "reports_to";
      f.position = each.address;
      f.detail = fmt::format("it has {} superiors, the second is \"{}\"", superiors.size(),
                             echo(all[superiors[1]].address));
      f.action = fmt::format("reports to \"{}\", the first", echo(all[superiors[0]].address));
      table.findings.push_back(std::move(f));
    }
    const described* const unit = !each.is_post        ? &each
                                  : each.units.empty() ? nullptr
                                                       : &all[each.units.front()];
    const std::string filled =
        each.is_post && reader.has_holders ? std::to_string(each.holders) : std::string();
    cells = {each.address, each.label,
             superiors.empty() ? std::string_view() : all[superiors.front()].address,
             unit == nullptr       ? std::string_view()
             : unit->label.empty() ? std::string_view(unit->address)
                                   : unit->label,
             filled};
    append_record(table.text, cells, width);
  }
  if (row == 1)
    throw input_error(
        fmt::format("{} is RDF, but names no posts or units in the words of the W3C Organization "
                    "Ontology (org:Post, org:reportsTo, org:subOrganizationOf)",
                    file),
        file);
  return table;
}

}  // namespace pangkas::detail
