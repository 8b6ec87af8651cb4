# frozen_string_literal: true

require_relative "lib/ocop/version"

Gem::Specification.new do |spec|
  spec.name = "ocop"
  spec.version = Ocop::GEM_VERSION
  spec.summary = "Đánh giá, phân hạng sản phẩm OCOP · Rating of products under Vietnam's One Commune One Product programme"
  spec.authors = ["The ocop contributors"]
  spec.licenses = ["MIT", "Apache-2.0"]
  spec.required_ruby_version = ">= 3.0"
  spec.files = Dir["lib/**/*.rb", "examples/**/*.rb", "README.md"]
  spec.add_dependency "fiddle", ">= 1.0"
end
