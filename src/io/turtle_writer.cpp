// SPDX-License-Identifier: BSL-1.0
#include <pangkas/error.hpp>
#include <pangkas/io/exports.hpp>

#include <fmt/format.h>
#include <serd/serd.h>

#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1 {
namespace {

constexpr std::string_view unreserved =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

/// A name as part of an address, by RFC 3986.
std::string percent_encoded(std::string_view text, std::string_view also = {}) {
  std::string encoded;
  for (const char c : text)
    if (unreserved.find(c) != std::string_view::npos || also.find(c) != std::string_view::npos)
      encoded += c;
    else
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return encoded;
}

/// The address of a post: its code, if that is one already.
std::string post_address(std::string_view code) {
  if (code.starts_with("http://") || code.starts_with("https://") || code.starts_with("urn:"))
    return percent_encoded(code, ":/?#[]@!$&'()*+,;=%");
  return "urn:pangkas:post:" + percent_encoded(code);
}

std::string unit_address(std::string_view unit) {
  return "urn:pangkas:unit:" + percent_encoded(unit);
}

/// Writes triples; no exception passes through the frames of serd, which are those of C.
class turtle_writer {
 public:
  explicit turtle_writer(const text_sink& sink)
      : sink_(sink),
        environment_(serd_env_new(nullptr), serd_env_free),
        writer_(serd_writer_new(
                    SERD_TURTLE,
                    static_cast<SerdStyle>(SERD_STYLE_ABBREVIATED | SERD_STYLE_CURIED |
                                           SERD_STYLE_BULK),
                    environment_.get(), nullptr,
                    [](const void* text, std::size_t size, void* self) -> std::size_t {
                      return static_cast<turtle_writer*>(self)->take(
                          {static_cast<const char*>(text), size});
                    },
                    this),
                serd_writer_free) {
    prefix("org", "http://www.w3.org/ns/org#");
    prefix("skos", "http://www.w3.org/2004/02/skos/core#");
  }

  void address(const std::string& subject, const std::string& predicate,
               const std::string& object) {
    write(subject, predicate, node(SERD_URI, object));
  }
  void text(const std::string& subject, const std::string& predicate, const std::string& object) {
    write(subject, predicate, node(SERD_LITERAL, object));
  }
  void end() {
    check(serd_writer_finish(writer_.get()));
    writer_.reset();  // hands on what is left
    if (thrown_) std::rethrow_exception(thrown_);
  }

 private:
  static SerdNode node(SerdType type, const std::string& text) {
    return serd_node_from_string(type, reinterpret_cast<const std::uint8_t*>(text.c_str()));
  }
  void prefix(const std::string& name, const std::string& address) {
    const SerdNode short_form = node(SERD_LITERAL, name);
    const SerdNode whole = node(SERD_URI, address);
    serd_env_set_prefix(environment_.get(), &short_form, &whole);
    check(serd_writer_set_prefix(writer_.get(), &short_form, &whole));
  }
  void write(const std::string& subject, const std::string& predicate, const SerdNode& object) {
    const SerdNode about = node(SERD_URI, subject);
    const SerdNode what = node(SERD_URI, predicate);
    check(serd_writer_write_statement(writer_.get(), 0, nullptr, &about, &what, &object, nullptr,
                                      nullptr));
  }
  std::size_t take(std::string_view piece) noexcept {
    try {
      if (!thrown_) sink_(piece);
    } catch (...) {
      thrown_ = std::current_exception();
    }
    return piece.size();
  }
  void check(SerdStatus status) {
    if (thrown_) std::rethrow_exception(thrown_);
    if (status != SERD_SUCCESS)
      throw output_error(fmt::format("the organisation cannot be written as Turtle ({})",
                                     reinterpret_cast<const char*>(serd_strerror(status))));
  }

  const text_sink& sink_;
  std::exception_ptr thrown_;
  std::unique_ptr<SerdEnv, void (*)(SerdEnv*)> environment_;
  std::unique_ptr<SerdWriter, void (*)(SerdWriter*)> writer_;
};

}  // namespace

void write_turtle(const organisation& org, const text_sink& sink) {
  const std::string ontology = "http://www.w3.org/ns/org#";
  const std::string type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
  const std::string label = "http://www.w3.org/2004/02/skos/core#prefLabel";
  turtle_writer writer(sink);
  std::set<std::string, std::less<>> units;
  for (row_index row = 0; row < org.size(); ++row) {
    const position_id p = org.position_at(row);
    const std::string post = post_address(org.code(p));
    writer.address(post, type, ontology + "Post");
    if (!org.title(p).empty()) writer.text(post, label, std::string(org.title(p)));
    if (const std::string_view superior = org.declared_superior(p); !superior.empty())
      writer.address(post, ontology + "reportsTo", post_address(superior));
    const std::string_view unit = org.unit(p);
    if (unit.empty()) continue;
    writer.address(post, ontology + "postIn", unit_address(unit));
    units.emplace(unit);
  }
  for (const std::string& unit : units) {
    writer.address(unit_address(unit), type, ontology + "OrganizationalUnit");
    writer.text(unit_address(unit), label, unit);
  }
  writer.end();
}

}  // namespace pangkas
